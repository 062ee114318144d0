#pragma once

#include "core/run/step.hpp"

#include <seedbed/run.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

/// What stands in one table, whoever wrote it.
struct row_count {
    std::string table;
    std::optional<std::uint64_t> rows; ///< nothing: the table is not there
};

/// The tables of one plugin.
struct plugin_rows {
    std::string plugin;
    std::vector<row_count> tables;
};

/// Opens the plugins, asks each for its tables, and counts their rows as of one instant, in a
/// transaction that cannot write. Without `conninfo` there is no database, and no table in it.
/// Throws what keeps a plugin from being opened, and error(failure::database).
std::vector<plugin_rows> count_rows(const std::vector<step>& steps,
                                    const run_info& info,
                                    const std::optional<std::string>& conninfo,
                                    const std::stop_token& stop);

} // namespace seedbed::run
