#include "core/conformance/seeding_rules.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace seedbed::conformance {
namespace {

/// The first of these rows that the others lack, for a message.
std::string first_unlike(const std::vector<std::string>& rows,
                         const std::vector<std::string>& others) {
    std::vector<std::string> unlike;
    std::ranges::set_difference(rows, others, std::back_inserter(unlike));
    return unlike.empty() ? std::string() : http::excerpt(unlike.front(), 160);
}

/// Whether a row's key tells which row it is; the server's numbers do not.
bool has_own_keys(const mapped_table& table) {
    return std::ranges::any_of(table.columns, [](const mapped_column& column) {
        return column.primary_key && column.type.find("SERIAL") == std::string::npos;
    });
}

std::string table_of(const std::string& row) {
    return row.substr(0, row.find('\t'));
}

} // namespace

void seeding_rules::judge() {
    const throwaway_database database(bench_.subject().server);
    if (!first_run(database))
        return;
    if (!rerun(database))
        return;
    own_checks(database);
    const bool repeatable = another_process();
    if (repeatable) {
        refill(database);
        growth();
    } else {
        tell_(leave_out("order", "the same rows do not come again in the first place"));
        tell_(leave_out("growth", "the same rows do not come again in the first place"));
    }
    clear(database, repeatable);
    cancel(database);
    fixture();
    output();
}

bool seeding_rules::runs(const std::string& rule,
                         const throwaway_database& database,
                         const changes& changes) {
    return runs(rule, bench_.request(database.conninfo(), changes));
}

bool seeding_rules::runs(const std::string& rule, trial_request request) {
    last_ = bench_.run(std::move(request));
    said_ += last_.output;
    const std::string problem = last_.problem();
    if (!problem.empty())
        tell_(fail(rule, problem));
    return problem.empty();
}

seeding_rules::rows seeding_rules::rows_in(const throwaway_database& database) const {
    return database.rows(plugin_.tables);
}

seeding_rules::rows seeding_rules::other_rows_in(const throwaway_database& database) const {
    return database.other_rows(plugin_.tables);
}

bool seeding_rules::first_run(const throwaway_database& database) {
    if (!runs("run", database))
        return false;
    made_ = std::chrono::system_clock::now();
    first_ = rows_in(database);
    others_ = other_rows_in(database);
    const trial::line& line = last_.of(name_);
    if (line.added != first_.size()) {
        tell_(fail("run",
                   fmt::format("it says that it added {} rows; its tables have {}",
                               line.added,
                               first_.size())));
        return false;
    }
    if (first_.empty()) {
        const std::string why = line.collection ? ": " + line.collection->detail : "";
        tell_(fail("run", "it wrote no row" + why));
        return false;
    }
    tell_(pass("run", fmt::format("{} rows in {} table(s)", line.added, plugin_.tables.size())));
    return true;
}

/// A row, of whatever table, that is not as the first run left it; empty where all are.
std::string seeding_rules::changed(const throwaway_database& database) const {
    const rows after = rows_in(database);
    const rows others = other_rows_in(database);
    for (const auto& [left, right] : {std::pair(&first_, &after),
                                      std::pair(&after, &first_),
                                      std::pair(&others_, &others),
                                      std::pair(&others, &others_)})
        if (std::string row = first_unlike(*left, *right); !row.empty())
            return row;
    return {};
}

/// False where nothing more can be judged: its tables do not fit what it created.
bool seeding_rules::rerun(const throwaway_database& database) {
    last_ = bench_.run(bench_.request(database.conninfo()));
    said_ += last_.output;
    if (last_.thrown_kind == static_cast<int>(failure::database)) {
        tell_(fail("model", "the tables that it creates do not fit it: " + last_.thrown));
        return false;
    }
    tell_(pass("model", "its tables are created, and fit when they stand there"));
    const std::string problem = last_.problem();
    const std::uint64_t added = problem.empty() ? last_.of(name_).added : 0;
    if (!problem.empty())
        tell_(fail("rerun", problem));
    else if (added > 0)
        tell_(fail("rerun", fmt::format("a second run adds {} rows", added)));
    else if (const std::string row = changed(database); !row.empty())
        tell_(fail("rerun", "a second run changes rows, such as " + row));
    else
        tell_(pass("rerun", "a second run adds and changes nothing"));
    return true;
}

void seeding_rules::own_checks(const throwaway_database& database) {
    try {
        const std::vector<std::string> broken = bench_.broken_checks(database.conninfo());
        if (broken.empty())
            tell_(pass("checks", "its own checks hold"));
        else
            tell_(fail("checks", fmt::format("{}", fmt::join(broken, "; "))));
    } catch (const error& e) {
        if (e.kind() != failure::plugin)
            throw;
        tell_(fail("checks", std::string("they cannot be judged: ") + e.what())); // it crashed
    }
}

bool seeding_rules::another_process() {
    const throwaway_database database(bench_.subject().server);
    // Rows that follow from the clock are to be seen, not by chance.
    std::this_thread::sleep_until(std::chrono::ceil<std::chrono::seconds>(made_));
    trial_request request = bench_.request(database.conninfo());
    request.at_other_addresses = true;
    if (!runs("processes", std::move(request)))
        return false;
    const rows again = rows_in(database);
    if (again != first_) {
        tell_(fail("processes",
                   fmt::format("another process with the same seed and options writes other rows "
                               "({} and {}), such as {}",
                               first_.size(),
                               again.size(),
                               first_unlike(first_, again))));
        return false;
    }
    tell_(pass("processes", "another process writes the same bytes"));
    return true;
}

/// Rows that are made alone, in another batch and order, are the same.
void seeding_rules::refill(const throwaway_database& database) {
    std::vector<mapped_table> keyed;
    std::ranges::copy_if(plugin_.tables, std::back_inserter(keyed), has_own_keys);
    if (keyed.empty())
        return tell_(leave_out("order",
                               "its rows have no keys of their own, so that those that "
                               "stand may be what the others follow from"));
    const rows standing = rows_in(database);
    const std::uint64_t deleted = database.delete_some(keyed);
    if (deleted == 0)
        return tell_(leave_out("order", "other rows refer to all of its rows"));
    if (!runs("order", database))
        return;
    const rows after = rows_in(database);
    if (const std::string other = first_unlike(after, standing); !other.empty())
        return tell_(fail("order",
                          "rows that are made alone are others than those made together, such "
                          "as " +
                              other));
    tell_(pass("order",
               fmt::format("of {} rows that were deleted {} come again, all alike",
                           deleted,
                           last_.of(name_).added)));
}

changes seeding_rules::fewer_rows() const {
    changes fewer;
    for (const discovery::option& option : bench_.subject().plugin.manifest.options) {
        const auto value = bench_.subject().options.find(option.name);
        if (!option.count || value == bench_.subject().options.end())
            continue;
        const auto* number = std::get_if<std::int64_t>(&value->second);
        if (number == nullptr || *number < 2)
            continue;
        const auto least = static_cast<std::int64_t>(option.minimum.value_or(0));
        fewer.options[option.name] = std::max(*number / 2, least);
    }
    return fewer;
}

void seeding_rules::growth() {
    const changes fewer = fewer_rows();
    if (fewer.options.empty())
        return tell_(leave_out("growth", "it has no option that says how many rows there are"));
    const throwaway_database database(bench_.subject().server);
    if (!runs("growth", database, fewer))
        return;
    const rows small = rows_in(database);
    if (!runs("growth", database))
        return;
    const rows grown = rows_in(database);
    if (const std::string rewritten = first_unlike(small, grown); !rewritten.empty())
        return tell_(fail("growth", "a larger run rewrites rows of a smaller one: " + rewritten));
    if (grown != first_)
        return tell_(fail("growth",
                          "a smaller run that is continued gives other rows than the larger one "
                          "at once: " +
                              first_unlike(grown, first_)));
    tell_(pass(
        "growth",
        fmt::format("{} rows, continued to {}, are those of one run", small.size(), grown.size())));
}

/// Why rows may not stay behind; empty where its rules spare them.
std::string seeding_rules::left_behind(const rows& left) const {
    std::map<std::string, std::size_t> counts;
    for (const std::string& row : left)
        ++counts[table_of(row)];
    for (const auto& [table, count] : counts) {
        const auto rule = plugin_.cleared.find(table);
        if (rule == plugin_.cleared.end())
            return fmt::format("{} rows of {} stay: no clear rule names the table", count, table);
        const auto before = static_cast<std::size_t>(std::ranges::count_if(
            first_, [&](const std::string& row) { return table_of(row) == table; }));
        if (count * 2 > before)
            return fmt::format("{} of {} rows of {} stay: the clear rule ({}) spares them",
                               count,
                               before,
                               table,
                               rule->second);
    }
    return {};
}

/// The same for tables that nobody declares: what stands there is the plugin's, too.
std::string seeding_rules::left_elsewhere(const rows& left) const {
    std::map<std::string, std::size_t> counts;
    for (const std::string& row : left)
        ++counts[table_of(row)];
    for (const auto& [table, count] : counts)
        if (!plugin_.tables_of_others.contains(table.substr(table.find('.') + 1)))
            return fmt::format("{} rows of {} stay: no clear rule names the table, nor does the "
                               "plugin declare it",
                               count,
                               table);
    return {};
}

void seeding_rules::clear(const throwaway_database& database, bool repeatable) {
    trial_request request = bench_.request(database.conninfo());
    request.run.clear = true;
    request.run.seed = false;
    last_ = bench_.run(std::move(request));
    said_ += last_.output;
    if (const std::string problem = last_.problem(); !problem.empty())
        return tell_(fail("clear", problem));
    const rows left = rows_in(database);
    if (const std::string why = left_behind(left); !why.empty())
        return tell_(fail("clear", why));
    if (const std::string why = left_elsewhere(other_rows_in(database)); !why.empty())
        return tell_(fail("clear", why));
    if (!runs("clear", database))
        return;
    if (const std::string row = changed(database); repeatable && !row.empty())
        return tell_(fail("clear", "rows come back otherwise after it, such as " + row));
    tell_(pass("clear",
               left.empty()
                   ? "nothing of its rows stays"
                   : fmt::format("{} row(s) stay that its clear rule spares", left.size())));
}

void seeding_rules::cancel(const throwaway_database& database) {
    for (const stop_at moment : {stop_at::start, stop_at::rows}) {
        database.empty(plugin_.tables);
        trial_request request = bench_.request(database.conninfo());
        request.stop = moment;
        request.deadline = std::chrono::seconds(60);
        last_ = bench_.run(std::move(request));
        said_ += last_.output;
        if (!last_.trouble.empty())
            return tell_(fail("cancel", "interrupted while it seeds, " + last_.trouble));
        const std::size_t left = rows_in(database).size();
        const bool was_interrupted = last_.thrown_kind == static_cast<int>(failure::interrupted);
        if (left > 0 && (was_interrupted || moment == stop_at::start))
            return tell_(
                fail("cancel", fmt::format("interrupted while it seeds, it leaves {} rows", left)));
        if (!was_interrupted && moment == stop_at::start)
            return tell_(fail("cancel", "an interrupt while it seeds does not end the run"));
    }
    tell_(pass("cancel", "interrupted while it seeds, it leaves nothing"));
}

/// On a database of its own: rows for tests need no run before them.
void seeding_rules::fixture() {
    const throwaway_database database(bench_.subject().server);
    try {
        const std::vector<std::string> models = bench_.make_fixtures(database.conninfo());
        if (models.empty())
            return tell_(leave_out("fixture", "it brings no model whose rows can be made singly"));
        tell_(pass("fixture",
                   fmt::format("rows for tests are made of {}, with the rows that they refer to",
                               fmt::join(models, ", "))));
    } catch (const error& e) {
        if (e.kind() != failure::seeding && e.kind() != failure::plugin)
            throw;
        tell_(fail("fixture", std::string("no row for a test can be made: ") + e.what()));
    }
}

void seeding_rules::output() {
    if (said_.empty())
        tell_(pass("output", "it writes nothing to standard output and standard error"));
    else
        tell_(fail("output",
                   "it writes to standard output or standard error, where only seedbed writes; use "
                   "plugin_context::note: " +
                       http::excerpt(said_)));
}

} // namespace seedbed::conformance
