#pragma once

#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>

#include <string>

namespace seedbed::test {

/// A database, and runs of plugin agent_sessions on it.
struct agent_session_runs : on_database {
    static inline const std::string as_of = "2026-01-02T00:00:00Z";

    /// Three days of four coins, and cheap hashes.
    static inline const words little{"--no-real-data",
                                     "--days",
                                     "3",
                                     "--coins",
                                     "BTC,ETH,SOL,DOGE",
                                     "--password-cost",
                                     "4",
                                     "--as-of"};

    command_result seed(const words& more = {}, const std::string& when = as_of) const {
        return run(words{"--only", "agent_sessions"} + little + words{when} + more);
    }

    /// Seeds, and gives the number of rows that were added to the three tables.
    long added(const words& more = {}, const std::string& when = as_of) const {
        const command_result result = seed(words{"--json"} + more, when);
        check_ends(result, 0);
        return plugin_in(result.out, "agent_sessions")["added"].to_number<long>();
    }

    /// The three tables, byte by byte; of the first sessions, where their number is given.
    std::string all(const std::string& first_sessions = "ALL") const {
        const std::string some =
            "(SELECT id FROM agent_sessions ORDER BY id LIMIT " + first_sessions + ")";
        return database.copy("SELECT * FROM agent_sessions WHERE id IN " + some + " ORDER BY id") +
               database.copy("SELECT * FROM agent_session_messages WHERE session_id IN " + some +
                             " ORDER BY id") +
               database.copy("SELECT * FROM agent_artifacts WHERE session_id IN " + some +
                             " ORDER BY id");
    }

    long rows() const {
        return std::stol(count("agent_sessions")) + std::stol(count("agent_session_messages")) +
               std::stol(count("agent_artifacts"));
    }
};

} // namespace seedbed::test
