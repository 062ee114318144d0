#include "core/cli/run_display.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seedbed::cli {
namespace {

constexpr auto live_interval = std::chrono::milliseconds(80);
constexpr auto plain_interval = std::chrono::seconds(5);
constexpr const char* erase_line = "\r\x1b[K";

std::string bytes_text(std::uint64_t bytes) {
    constexpr double mebi = 1024.0 * 1024.0;
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / mebi);
}

} // namespace

/// Whether it is time for the next sign of progress.
bool run_display::due() {
    const auto now = clock::now();
    if (now - drawn_ <
        (out_.interactive() ? clock::duration(live_interval) : clock::duration(plain_interval)))
        return false;
    drawn_ = now;
    return true;
}

void run_display::line(const std::string& text) {
    if (!quiet_)
        out_.write(text + '\n');
}

void run_display::collecting(const std::vector<std::string>& sources) {
    drawn_ = clock::now();
    line(fmt::format("collecting {}", fmt::join(sources, ", ")));
}

void run_display::received(const std::string& source, std::uint64_t bytes) {
    if (quiet_ || !due())
        return;
    const std::string text = fmt::format("  {:<18} {} received", source, bytes_text(bytes));
    if (out_.interactive())
        out_.write(erase_line + text);
    else
        line(text);
}

void run_display::collection_ended(const std::string& source, const collected& result) {
    if (!quiet_ && out_.interactive())
        out_.write(erase_line);
    const bool complete = result.outcome == source_outcome::complete;
    const std::string word = run::name_of(result.outcome);
    line(fmt::format(
        "  {:<20} {}: {}", source, complete ? out_.good(word) : out_.strong(word), result.detail));
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
        out_.write(progress_text(plugin, 0, plugin.missing));
}

std::string run_display::progress_text(const run::plugin_report& plugin,
                                       std::uint64_t rows,
                                       std::uint64_t of) const {
    const std::chrono::duration<double> time = clock::now() - started_;
    const double rate = time.count() > 0 ? static_cast<double>(rows) / time.count() : 0;
    const double share =
        of > 0 ? 100.0 * static_cast<double>(rows) / static_cast<double>(of) : 100.0;
    return fmt::format("  {:<20} {:>12} rows {:>12} rows/s {:>9} {:>4.0f} %",
                       plugin.plugin,
                       with_separators(rows),
                       with_separators(static_cast<std::uint64_t>(rate)),
                       seconds_text(time),
                       std::min(share, 100.0));
}

void run_display::rows_written(const run::plugin_report& plugin, std::uint64_t rows) {
    if (quiet_ || !due())
        return;
    if (out_.interactive())
        out_.write(erase_line + progress_text(plugin, rows, plugin.missing));
    else
        line(progress_text(plugin, rows, plugin.missing));
}

void run_display::plugin_ended(const run::plugin_report& plugin) {
    if (quiet_)
        return;
    if (out_.interactive())
        out_.write(erase_line);
    if (plugin.status == run::plugin_status::done)
        line(progress_text(plugin, plugin.added, plugin.added) + ' ' + out_.good("ok"));
    else
        line(fmt::format(
            "  {:<20} {}: {}", plugin.plugin, out_.bad(name_of(plugin.status)), plugin.message));
}

void run_display::judging(const std::string& check, std::size_t number, std::size_t of) {
    if (!quiet_ && out_.interactive())
        out_.write(fmt::format("{}  checking {:>3} of {}: {}", erase_line, number, of, check));
}

void run_display::judged() {
    if (!quiet_ && out_.interactive())
        out_.write(erase_line);
}

} // namespace seedbed::cli
