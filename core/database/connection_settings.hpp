#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::database {

/// libpq's connection keywords ("host", "dbname", …) and their values; a keyword that was not given
/// is absent.
using connection_settings = std::map<std::string, std::string>;

/// The keyword's value; empty when it is absent.
std::string value_of(const connection_settings& settings, const std::string& keyword);

/// Reads a PostgreSQL URL, also in SQLAlchemy's forms ("postgresql+psycopg://"), or libpq's
/// keyword=value form. `source` names the setting in messages ("DATABASE_URL").
/// Throws error(failure::usage); the text never quotes what might be a password.
connection_settings parse_connection_settings(std::string_view text, const std::string& source);

/// Throws error(failure::usage) unless each port of the list ("5432" or "5432,5433") is one.
void check_port(const connection_settings& settings, const std::string& source);

/// keyword='value' pairs for PQconnectdb.
std::string to_conninfo(const connection_settings& settings);

/// A URL for messages, without any password.
std::string to_display_url(const connection_settings& settings);

/// The comma-separated elements; one empty element for an empty list.
std::vector<std::string> split_list(std::string_view list, char separator = ',');

} // namespace seedbed::database
