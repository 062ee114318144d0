#include "core/cli/finding_table.hpp"

#include "core/text/wrap.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seedbed::cli {
namespace {

using conformance::finding;
using conformance::verdict;

constexpr std::size_t width = 100;
constexpr std::size_t rule_width = 24;

/// A detail may quote a database or a server: it does not steer the terminal.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
    return text;
}

std::string word_for(verdict verdict, const terminal& out) {
    const std::string word = fmt::format("{:<10}", conformance::name_of(verdict));
    switch (verdict) {
    case verdict::passed:
        return out.good(word);
    case verdict::failed:
        return out.bad(word);
    case verdict::not_judged:
        break;
    }
    return out.dim(word);
}

std::size_t count(const std::vector<finding>& findings, verdict wanted) {
    return static_cast<std::size_t>(std::ranges::count(findings, wanted, &finding::verdict));
}

} // namespace

std::string finding_line(const finding& finding, const terminal& out) {
    const std::size_t indent = 2 + 10 + 2 + rule_width + 2;
    std::string line =
        fmt::format("  {}  {:<{}}", word_for(finding.verdict, out), finding.rule, rule_width);
    const std::vector<std::string> lines = text::wrap(printable(finding.detail), width - indent);
    for (std::size_t i = 0; i < lines.size(); ++i)
        line += (i == 0 ? std::string(2, ' ') : '\n' + std::string(indent, ' ')) + lines[i];
    return line + '\n';
}

std::string findings_summary(const std::string& plugin,
                             const std::vector<finding>& findings,
                             const terminal& out) {
    const std::size_t failed = count(findings, verdict::failed);
    const std::string verdict_text = fmt::format("{} failed", failed);
    std::string line = fmt::format("\n{}: {} rules, {}",
                                   plugin,
                                   findings.size(),
                                   failed > 0 ? out.bad(verdict_text) : out.good(verdict_text));
    if (const std::size_t left_out = count(findings, verdict::not_judged); left_out > 0)
        line += fmt::format(", {} not judged", left_out);
    return line + '\n';
}

std::string findings_json(const discovery::candidate& plugin,
                          const std::vector<finding>& findings,
                          int exit_code) {
    boost::json::array list;
    for (const finding& each : findings)
        list.push_back(boost::json::object{
            {"rule", each.rule},
            {"status", each.verdict == verdict::not_judged ? "not_judged" : name_of(each.verdict)},
            {"detail", each.detail}});
    const boost::json::object document{{"plugin", plugin.manifest.name},
                                       {"version", plugin.manifest.version.text()},
                                       {"path", plugin.path.string()},
                                       {"exit_code", exit_code},
                                       {"failed", count(findings, verdict::failed)},
                                       {"not_judged", count(findings, verdict::not_judged)},
                                       {"rules", list}};
    return boost::json::serialize(document) + '\n';
}

bool has_failed(const std::vector<finding>& findings) {
    return count(findings, verdict::failed) > 0;
}

bool failed_to_load(const std::vector<finding>& findings) {
    return std::ranges::any_of(findings, [](const finding& each) {
        return each.rule == "descriptor" && each.verdict == verdict::failed;
    });
}

} // namespace seedbed::cli
