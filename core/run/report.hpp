#pragma once

#include "core/database/clearing.hpp"
#include "core/run/check_outcome.hpp"

#include <seedbed/source.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::run {

enum class plugin_status {
    done,        ///< its rows are there
    planned,     ///< a dry run: nothing was written
    failed,      ///< it threw; its work was rolled back
    skipped,     ///< it requires a plugin that failed
    rolled_back, ///< it was done, but something else took the whole run back
    not_reached, ///< the run ended before its turn
    not_run,     ///< opened for its models only
};

struct plugin_report {
    std::string plugin;
    plugin_status status = plugin_status::not_reached;
    std::uint64_t present = 0; // rows that stood there before
    std::uint64_t missing = 0; // rows to add, as counted before the first one was written
    bool estimated = false;    // `missing` is about right
    std::uint64_t added = 0;
    std::uint64_t kept = 0;
    std::chrono::duration<double> time{};
    std::optional<collected> collection; // sources only
    std::string message;                 // why it failed or was skipped
};

/// What a run did, for people and for --json alike.
struct run_report {
    std::vector<plugin_report> plugins; // in the order of the run
    std::vector<std::string> created_tables;
    std::vector<database::cleared_table> cleared;
    std::vector<std::string> notes;
    std::optional<run::verification> verification; // where the checks were judged
    bool seeding = false;                          // as against clearing alone
    bool dry_run = false;
    bool untouched = false; // it ended before the database was opened
    bool committed = false;
    int exit_code = 0;
    std::chrono::duration<double> time{};
};

/// The word for a status that both the table and --json use.
const char* name_of(plugin_status status);
const char* name_of(source_outcome outcome);

} // namespace seedbed::run
