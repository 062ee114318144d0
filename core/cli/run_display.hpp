#pragma once

#include "core/cli/terminal.hpp"
#include "core/run/observer.hpp"

#include <chrono>
#include <cstddef>

namespace seedbed::cli {

/// Shows a run while it happens, on standard error: on a terminal one live line for each plugin,
/// elsewhere a plain line when something ends and, in a long plugin, every few seconds.
class run_display final : public run::observer {
public:
    run_display(const terminal& out, bool quiet) : out_(out), quiet_(quiet) {}

    void collecting(const std::vector<std::string>& sources) override;
    void received(const std::string& source, std::uint64_t bytes) override;
    void collection_ended(const std::string& source, const collected& result) override;
    void waiting_for_other_run() override;
    void tables_created(const std::vector<std::string>& tables) override;
    void cleared(const database::cleared_table& table) override;
    void plugin_started(const run::plugin_report& plugin) override;
    void rows_written(const run::plugin_report& plugin, std::uint64_t rows) override;
    void plugin_ended(const run::plugin_report& plugin) override;
    void judging(const std::string& check, std::size_t number, std::size_t of) override;
    void judged() override;

private:
    using clock = std::chrono::steady_clock;

    bool due();
    void line(const std::string& text);
    std::string
    progress_text(const run::plugin_report& plugin, std::uint64_t rows, std::uint64_t of) const;

    const terminal& out_;
    bool quiet_;
    clock::time_point started_;
    clock::time_point drawn_;
};

} // namespace seedbed::cli
