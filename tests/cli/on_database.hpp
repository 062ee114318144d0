#pragma once

#include "tests/support/command.hpp"
#include "tests/support/temporary_database.hpp"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace seedbed::test {

using words = std::vector<std::string>;

inline words operator+(words left, const words& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

/// A run whose subject is not its rows: 288 prices, cheap hashes, no network, a fixed as-of.
/// --all or a count has to be added.
inline const words small{"--no-real-data",
                         "--as-of",
                         "2026-01-02T00:00:00Z",
                         "--days",
                         "1",
                         "--coins",
                         "BTC",
                         "--password-cost",
                         "4"};

/// An empty database, and seedbed on it.
struct on_database {
    temporary_database database;

    words arguments(const words& more) const { return words{"--database", database.url()} + more; }

    command_result run(const words& more, const environment_changes& changes = {}) const {
        return run_seedbed(arguments(more), changes);
    }

    std::string count(const std::string& table) const {
        return database.value("SELECT count(*) FROM " + table);
    }
    std::string users() const { return count("\"user\""); }
    std::string prices() const { return count("price_data_5min"); }

    /// How many tables there are.
    std::string tables() const {
        return database.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
    }
};

/// What --json says of one plugin.
inline boost::json::object plugin_in(const std::string& document, const std::string& plugin) {
    const boost::json::value parsed = boost::json::parse(document);
    for (const boost::json::value& each : parsed.at("plugins").as_array())
        if (each.at("plugin").as_string() == plugin)
            return each.as_object();
    return {};
}

} // namespace seedbed::test
