#pragma once

#include "core/database/environment.hpp"

#include <optional>
#include <string>

namespace seedbed::database {

/// The database that a command works on, and who named it.
struct target {
    enum class origin {
        option,            ///< --database
        database_url,      ///< DATABASE_URL
        postgres_settings, ///< POSTGRES_SERVER and its companions
        libpq_environment, ///< PGHOST, PGHOSTADDR, PGPORT, PGDATABASE or PGSERVICE
        embedded,          ///< nobody: seedbed's own cluster
    };

    origin from = origin::embedded;
    /// What libpq connects with, as keyword/value pairs; empty when embedded. Holds the password
    /// when one was given: never print it.
    std::string conninfo;
    /// For messages: a URL without password, or "the embedded database".
    std::string display;
    bool embedded = true;
};

/// Where the name came from, as a user knows it: "--database", "DATABASE_URL", …
const char* name_of(target::origin from);

/// Finds the database to work on. The first of these that is set decides:
///  1. `option`, the value of --database;
///  2. DATABASE_URL;
///  3. POSTGRES_SERVER, with POSTGRES_PORT (5432), POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB;
///  4. libpq's variables that say where: PGHOST, PGHOSTADDR, PGPORT, PGDATABASE, PGSERVICE. PGUSER
///     and PGPASSWORD alone do not: many shells set them for every database;
///  5. the embedded cluster.
/// An empty variable counts as not set. 1 and 2 take a URL (postgresql:// or postgres://, also with
/// SQLAlchemy's "+driver") or libpq's "keyword=value" form. What they leave open, libpq's variables
/// fill, as always with libpq; but a host that is named is not redirected by PGHOSTADDR or by a
/// service file. The result says where it leads without the environment.
///
/// Throws error(failure::usage) for a value that cannot be read; its text never quotes what might
/// be a password. Opens no connection and reads no file.
target resolve_target(const std::optional<std::string>& option,
                      const environment_lookup& environment);

/// True when every host that `where` may connect to is this machine: a Unix socket, localhost,
/// 127.0.0.0/8 or ::1; an address (hostaddr) counts before a name. False for what cannot be known
/// without reading a service file.
bool is_local(const target& where);

} // namespace seedbed::database
