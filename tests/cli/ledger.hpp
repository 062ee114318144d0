#pragma once

#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace seedbed::test {

/// An empty database, and the plugin brings_checks on it: its table "entries" gets three rows.
struct ledger : hostile::run_on_database {
    using words = std::vector<std::string>;

    command_result seed(const environment_changes& changes = {}, const words& more = {}) const {
        words line{"--all"};
        line.insert(line.end(), more.begin(), more.end());
        return run({hostile::built("brings_checks")}, line, changes);
    }

    command_result verify(const words& more = {}) const {
        words line{"verify"};
        line.insert(line.end(), more.begin(), more.end());
        return run({hostile::built("brings_checks")}, line);
    }

    /// What --json says of one check.
    static boost::json::object check_in(const std::string& document, const std::string& id) {
        const boost::json::value parsed = boost::json::parse(document);
        for (const boost::json::value& each : parsed.at("checks").as_array())
            if (each.at("id").as_string() == id)
                return each.as_object();
        BOOST_FAIL(id << " is not in " << document);
        return {};
    }

    std::string entries() const { return database.value("SELECT count(*) FROM entries"); }
};

} // namespace seedbed::test
