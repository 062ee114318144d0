#pragma once

#include "core/run/report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace seedbed::run {

/// Told what a run does while it does it: the terminal's live lines, or plain ones. Called from
/// the thread that runs the run.
class observer {
public:
    virtual ~observer() = default;

    virtual void collecting(const std::vector<std::string>& sources) = 0;
    /// `bytes` of bodies have come from the source so far; called as often as some come.
    virtual void received(const std::string& source, std::uint64_t bytes) = 0;
    virtual void collection_ended(const std::string& source, const collected& result) = 0;
    virtual void waiting_for_other_run() = 0;
    virtual void tables_created(const std::vector<std::string>& tables) = 0;
    virtual void cleared(const database::cleared_table& table) = 0;
    virtual void plugin_started(const plugin_report& plugin) = 0;
    virtual void rows_written(const plugin_report& plugin, std::uint64_t rows) = 0;
    virtual void plugin_ended(const plugin_report& plugin) = 0;
    virtual void judging(const std::string& check, std::size_t number, std::size_t of) = 0;
    virtual void judged() = 0;

protected:
    observer() = default;
    observer(const observer&) = default;
    observer& operator=(const observer&) = default;
};

} // namespace seedbed::run
