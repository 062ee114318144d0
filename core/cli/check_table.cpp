#include "core/cli/check_table.hpp"

#include "core/text/wrap.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace seedbed::cli {
namespace {

using run::check_outcome;
using run::check_status;

constexpr std::size_t width = 100;
constexpr std::size_t narrowest_rule = 30; // beside the numbers; else it goes below them

struct columns {
    std::size_t id = 5;
    std::size_t rows = 4;
    std::size_t violations = 10;

    std::size_t left_of_rule() const { return 2 + id + 2 + rows + 2 + violations + 2; }
};

columns columns_for(const std::vector<check_outcome>& checks) {
    columns widths;
    for (const check_outcome& check : checks) {
        widths.id = std::max(widths.id, check.id.size());
        widths.rows = std::max(widths.rows, with_separators(check.found.looked_at).size());
        widths.violations =
            std::max(widths.violations, with_separators(check.found.violation_count).size());
    }
    return widths;
}

std::string violations_cell(const check_outcome& check, std::size_t cell, const terminal& out) {
    const auto right = [cell](const std::string& word) {
        return fmt::format("{:>{}}", word, cell);
    };
    switch (check.status) {
    case check_status::ok:
        return out.good(right("0"));
    case check_status::violated:
        return out.bad(right(with_separators(check.found.violation_count)));
    case check_status::not_judged:
        return out.dim(right("-"));
    case check_status::failed:
        return out.bad(right("failed"));
    }
    return {};
}

/// The rule, and why it was not judged.
std::string rule_text(const check_outcome& check) {
    return check.status == check_status::not_judged
               ? fmt::format("{} (not judged: {})", check.rule, check.found.remark)
               : check.rule;
}

std::string table_row(const check_outcome& check, const columns& widths, const terminal& out) {
    std::string row = fmt::format("  {:<{}}  {:>{}}  {}",
                                  check.id,
                                  widths.id,
                                  with_separators(check.found.looked_at),
                                  widths.rows,
                                  violations_cell(check, widths.violations, out));
    const bool below = widths.left_of_rule() + narrowest_rule > width;
    const std::size_t indent = below ? 6 : widths.left_of_rule();
    const std::vector<std::string> lines = text::wrap(rule_text(check), width - indent);
    for (std::size_t i = 0; i < lines.size(); ++i)
        row += (i == 0 && !below ? "  " : '\n' + std::string(indent, ' ')) + lines[i];
    return row + '\n';
}

std::string table_text(const std::vector<check_outcome>& checks, const terminal& out) {
    const columns widths = columns_for(checks);
    std::string text = out.strong(fmt::format("  {:<{}}  {:>{}}  {:>{}}  rule",
                                              "check",
                                              widths.id,
                                              "rows",
                                              widths.rows,
                                              "violations",
                                              widths.violations)) +
                       '\n';
    for (const check_outcome& check : checks)
        text += table_row(check, widths, out);
    return text;
}

/// A violation's text comes from the database: it may hold anything, but not steer the terminal.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, '?');
    return text;
}

std::string count_of(std::uint64_t number, const char* one, const char* many) {
    return fmt::format("{} {}", with_separators(number), number == 1 ? one : many);
}

std::string violation_text(const check_outcome& check, std::size_t examples, const terminal& out) {
    const std::string what = check.status == check_status::failed
                                 ? check.found.remark
                                 : count_of(check.found.violation_count, "violation", "violations");
    std::string text = fmt::format(
        "{} {}: {}: {}\n", out.bad(run::name_of(check.status)), check.id, check.rule, what);
    if (check.status == check_status::violated && !check.found.remark.empty())
        text += fmt::format("  {}\n", check.found.remark);
    const std::size_t shown = std::min(examples, check.found.violations.size());
    for (std::size_t i = 0; i < shown; ++i)
        text += fmt::format("  {}\n", printable(check.found.violations[i]));
    if (check.found.violation_count > shown)
        text +=
            fmt::format("  and {} more\n", with_separators(check.found.violation_count - shown));
    return text;
}

std::size_t number_of(const std::vector<check_outcome>& checks, check_status status) {
    return static_cast<std::size_t>(
        std::count_if(checks.begin(), checks.end(), [status](const check_outcome& check) {
            return check.status == status;
        }));
}

std::uint64_t rows_of(const std::vector<check_outcome>& checks) {
    return std::accumulate(
        checks.begin(), checks.end(), std::uint64_t{0}, [](auto sum, const check_outcome& check) {
            return sum + check.found.looked_at;
        });
}

/// "41 checks, 1,234 rows, 2 violated"
std::string summary_line(const std::vector<check_outcome>& checks, const terminal& out) {
    const std::size_t violated = number_of(checks, check_status::violated);
    const std::string verdict = fmt::format("{} violated", with_separators(violated));
    std::string line = fmt::format("{}, {}, {}",
                                   count_of(checks.size(), "check", "checks"),
                                   count_of(rows_of(checks), "row", "rows"),
                                   violated > 0 ? out.bad(verdict) : out.good(verdict));
    if (const std::size_t failed = number_of(checks, check_status::failed); failed > 0)
        line += ", " + out.bad(fmt::format("{} failed", failed));
    if (const std::size_t absent = number_of(checks, check_status::not_judged); absent > 0)
        line += fmt::format(", {} not judged", absent);
    return line + '\n';
}

} // namespace

std::string violations_text(const std::vector<check_outcome>& checks,
                            std::size_t examples,
                            const terminal& out) {
    std::string text;
    for (const check_outcome& check : checks)
        if (run::is_bad(check))
            text += violation_text(check, examples, out);
    return text;
}

std::string verification_text(const run::verification_report& report,
                              std::size_t examples,
                              const terminal& out) {
    std::string text = table_text(report.checks, out) + '\n';
    for (const std::string& note : report.notes)
        text += note + '\n';
    return text + violations_text(report.checks, examples, out) + summary_line(report.checks, out);
}

boost::json::object check_json(const check_outcome& check) {
    return {{"id", check.id},
            {"rule", check.rule},
            {"plugin", check.plugin},
            {"cost", run::name_of(check.cost)},
            {"status", run::name_of(check.status)},
            {"looked_at", check.found.looked_at},
            {"violations", check.found.violation_count},
            {"examples", boost::json::value_from(check.found.violations)},
            {"remark", check.found.remark},
            {"seconds", check.time.count()}};
}

std::string verification_json(const run::verification_report& report, const std::string& database) {
    boost::json::array checks;
    for (const check_outcome& check : report.checks)
        checks.push_back(check_json(check));
    const boost::json::object document{
        {"database", database},
        {"exit_code", report.exit_code},
        {"seconds", report.time.count()},
        {"violated", number_of(report.checks, check_status::violated)},
        {"failed", number_of(report.checks, check_status::failed)},
        {"not_judged", number_of(report.checks, check_status::not_judged)},
        {"checks", checks},
        {"notes", boost::json::value_from(report.notes)}};
    return boost::json::serialize(document) + '\n';
}

} // namespace seedbed::cli
