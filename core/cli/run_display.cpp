#include "core/cli/run_display.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seedbed::cli {
namespace {

constexpr auto live_interval = std::chrono::milliseconds(80);
constexpr auto plain_interval = std::chrono::seconds(5);
constexpr const char* erase_line = "\r\x1b[K";

} // namespace

void run_display::line(const std::string& text) {
    if (!quiet_)
        out_.write(text + '\n');
}

void run_display::collecting(const std::vector<std::string>& sources) {
    line(fmt::format("collecting {}", fmt::join(sources, ", ")));
}

void run_display::collection_ended(const std::string& source, const collected& result) {
    const bool complete = result.outcome == source_outcome::complete;
    const std::string word = run::name_of(result.outcome);
    line(fmt::format(
        "  {:<18} {}: {}", source, complete ? out_.good(word) : out_.strong(word), result.detail));
}

void run_display::waiting_for_other_run() {
    line("waiting for another seedbed run on this database to end");
}

void run_display::tables_created(const std::vector<std::string>& tables) {
    line(fmt::format("created tables {}", fmt::join(tables, ", ")));
}

void run_display::cleared(const database::cleared_table& table) {
    line(fmt::format("cleared {} {} rows{}",
                     table.table,
                     with_separators(table.rows),
                     table.referring ? ", which referred to cleared ones" : ""));
}

void run_display::plugin_started(const run::plugin_report& plugin) {
    started_ = drawn_ = clock::now();
    if (!quiet_ && out_.interactive())
        out_.write(progress_text(plugin, 0));
}

std::string run_display::progress_text(const run::plugin_report& plugin, std::uint64_t rows) const {
    const std::chrono::duration<double> time = clock::now() - started_;
    const double rate = time.count() > 0 ? static_cast<double>(rows) / time.count() : 0;
    const double share =
        plugin.missing > 0 ? 100.0 * static_cast<double>(rows) / static_cast<double>(plugin.missing)
                           : 100.0;
    return fmt::format("  {:<18} {:>12} rows {:>12} rows/s {:>9} {:>4.0f} %",
                       plugin.plugin,
                       with_separators(rows),
                       with_separators(static_cast<std::uint64_t>(rate)),
                       seconds_text(time),
                       std::min(share, 100.0));
}

void run_display::rows_written(const run::plugin_report& plugin, std::uint64_t rows) {
    const auto now = clock::now();
    if (quiet_ || now - drawn_ < (out_.interactive() ? clock::duration(live_interval)
                                                     : clock::duration(plain_interval)))
        return;
    drawn_ = now;
    if (out_.interactive())
        out_.write(erase_line + progress_text(plugin, rows));
    else
        line(progress_text(plugin, rows));
}

void run_display::plugin_ended(const run::plugin_report& plugin) {
    if (quiet_)
        return;
    if (out_.interactive())
        out_.write(erase_line);
    if (plugin.status == run::plugin_status::done)
        line(progress_text(plugin, plugin.added) + ' ' + out_.good("ok"));
    else
        line(fmt::format(
            "  {:<18} {}: {}", plugin.plugin, out_.bad(name_of(plugin.status)), plugin.message));
}

} // namespace seedbed::cli
