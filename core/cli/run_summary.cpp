#include "core/cli/run_summary.hpp"

#include "core/cli/check_table.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace seedbed::cli {
namespace {

std::string painted(const run::plugin_report& plugin, const terminal& out) {
    const std::string word = name_of(plugin.status);
    const bool good =
        plugin.status == run::plugin_status::done || plugin.status == run::plugin_status::planned;
    return good ? out.good(word) : out.bad(word);
}

/// "450", or "~450" where it is about right.
std::string count_text(std::uint64_t rows, bool estimated) {
    return (estimated ? "~" : "") + with_separators(rows);
}

std::string table_row(const run::plugin_report& plugin, const terminal& out) {
    const bool planned = plugin.status == run::plugin_status::planned;
    return fmt::format("  {:<20} {:>12} {:>12} {:>9}  {}{}\n",
                       plugin.plugin,
                       planned ? count_text(plugin.missing, plugin.estimated)
                               : with_separators(plugin.added),
                       with_separators(planned ? plugin.present : plugin.kept),
                       seconds_text(plugin.time),
                       painted(plugin, out),
                       plugin.collection && plugin.collection->outcome != source_outcome::complete
                           ? fmt::format(", source {}", run::name_of(plugin.collection->outcome))
                           : std::string());
}

std::string table_text(const run::run_report& report, const terminal& out) {
    std::string text = out.strong(fmt::format("  {:<20} {:>12} {:>12} {:>9}  {}\n",
                                              "plugin",
                                              report.dry_run ? "to add" : "added",
                                              "kept",
                                              "time",
                                              "status"));
    std::uint64_t added = 0;
    std::uint64_t kept = 0;
    bool estimated = false;
    for (const run::plugin_report& plugin : report.plugins) {
        text += table_row(plugin, out);
        added += report.dry_run ? plugin.missing : plugin.added;
        kept += report.dry_run ? plugin.present : plugin.kept;
        estimated = estimated || (report.dry_run && plugin.estimated);
    }
    return text + fmt::format("  {:<20} {:>12} {:>12} {:>9}\n",
                              "total",
                              count_text(added, estimated),
                              with_separators(kept),
                              seconds_text(report.time));
}

/// How collecting went; nothing where no source took part.
std::string sources_text(const run::run_report& report, const terminal& out) {
    std::string rows;
    for (const run::plugin_report& plugin : report.plugins) {
        if (!plugin.collection)
            continue;
        const collected& got = *plugin.collection;
        rows += fmt::format("  {:<18} {:<12} {:>12} {:>9}  {}\n",
                            plugin.plugin,
                            run::name_of(got.outcome),
                            with_separators(got.records),
                            with_separators(got.rejected),
                            got.detail);
    }
    if (rows.empty())
        return rows;
    return '\n' +
           out.strong(fmt::format("  {:<18} {:<12} {:>12} {:>9}  {}\n",
                                  "source",
                                  "outcome",
                                  "records",
                                  "rejected",
                                  "detail")) +
           rows;
}

boost::json::object plugin_json(const run::plugin_report& plugin) {
    boost::json::object object{
        {"plugin", plugin.plugin},
        {"status", name_of(plugin.status)},
        {"added", plugin.added},
        {"kept", plugin.kept},
        {"missing_before", plugin.missing},
        {"present_before", plugin.present},
        {"estimated", plugin.estimated},
        {"seconds", plugin.time.count()},
    };
    if (!plugin.message.empty())
        object["message"] = plugin.message;
    if (plugin.collection)
        object["source"] =
            boost::json::object{{"outcome", run::name_of(plugin.collection->outcome)},
                                {"records", plugin.collection->records},
                                {"rejected", plugin.collection->rejected},
                                {"detail", plugin.collection->detail}};
    return object;
}

std::string verified_line(const run::run_report& report) {
    if (!report.committed || !report.verification || report.verification->judged == 0)
        return {};
    const std::size_t judged = report.verification->judged;
    return fmt::format("verified: {} {}\n", judged, judged == 1 ? "check" : "checks");
}

/// Null where nothing was verified.
boost::json::value verification_json(const std::optional<run::verification>& verification) {
    if (!verification)
        return nullptr;
    boost::json::array broken;
    for (const run::check_outcome& check : verification->broken)
        broken.push_back(check_json(check));
    return boost::json::object{{"checks", verification->judged},
                               {"seconds", verification->time.count()},
                               {"broken", broken}};
}

} // namespace

std::string failures_text(const run::run_report& report, const terminal& out) {
    std::string text;
    for (const run::plugin_report& plugin : report.plugins)
        if (!plugin.message.empty())
            text += fmt::format(
                "{} {}: {}\n", out.bad(name_of(plugin.status)), plugin.plugin, plugin.message);
    if (report.verification && !report.verification->broken.empty())
        text += violations_text(report.verification->broken, few_examples, out) +
                "rows that stood before may not go with these: --clear begins anew; --no-verify "
                "keeps all as it is\n";
    return text;
}

std::string summary_text(const run::run_report& report,
                         const destination& destination,
                         const run_info& info,
                         const terminal& out) {
    std::string text;
    if (report.seeding)
        text += table_text(report, out) + sources_text(report, out) +
                fmt::format("\nseed {}, as of {}\n", info.seed, info.as_of.to_string());
    for (const std::string& note : report.notes)
        text += note + '\n';
    text += verified_line(report);
    if (report.dry_run)
        text += fmt::format("dry run: nothing was written to {}\n", destination.display);
    else if (report.committed)
        text += fmt::format("{} {}\n  {}\n",
                            report.seeding ? "the data is in" : "cleared",
                            destination.display,
                            destination.how_to_connect);
    else if (report.untouched)
        text += fmt::format("nothing was written: {} was not touched\n", destination.display);
    else
        text += "everything was rolled back: nothing was kept\n";
    return text + failures_text(report, out);
}

std::string
summary_json(const run::run_report& report, const destination& destination, const run_info& info) {
    boost::json::array plugins;
    for (const run::plugin_report& plugin : report.plugins)
        plugins.push_back(plugin_json(plugin));
    boost::json::array cleared;
    for (const database::cleared_table& table : report.cleared)
        cleared.push_back(
            {{"table", table.table}, {"rows", table.rows}, {"referring", table.referring}});
    const boost::json::object document{
        {"seed", info.seed},
        {"as_of", info.as_of.to_string()},
        {"database", destination.display},
        {"connect", destination.how_to_connect},
        {"committed", report.committed},
        {"dry_run", report.dry_run},
        {"exit_code", report.exit_code},
        {"seconds", report.time.count()},
        {"created_tables", boost::json::value_from(report.created_tables)},
        {"cleared", cleared},
        {"plugins", plugins},
        {"notes", boost::json::value_from(report.notes)},
        {"verification", verification_json(report.verification)},
    };
    return boost::json::serialize(document) + '\n';
}

} // namespace seedbed::cli
