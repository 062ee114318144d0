#include "core/run/collection_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace seedbed::run {
namespace {

bool was_asked(const plugin_report& plugin) {
    return plugin.collection && plugin.collection->outcome != source_outcome::skipped;
}

bool holds(const session& session, const std::string& condition) {
    return session.value("SELECT " + condition) == "t";
}

/// Makes the table; why it cannot be used where it cannot.
std::optional<std::string> prepare_table(const session& session) {
    constexpr std::string_view consequence = "this run's collections are not remembered, and later "
                                             "runs cannot tell when a source gives far fewer rows";
    if (holds(session,
              "NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'seedbed'"
              " AND tablename = 'collections')")) {
        if (!holds(session,
                   "CASE WHEN to_regnamespace('seedbed') IS NULL"
                   " THEN has_database_privilege(current_database(), 'CREATE')"
                   " ELSE has_schema_privilege('seedbed', 'CREATE') END"))
            return fmt::format("this role may not create schema seedbed: {}", consequence);
        if (holds(session, "to_regnamespace('seedbed') IS NULL"))
            session.execute("CREATE SCHEMA seedbed");
        session.execute("CREATE TABLE seedbed.collections ("
                        " id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        " source text NOT NULL,"
                        " as_of timestamptz NOT NULL,"
                        " records bigint NOT NULL,"
                        " outcome text NOT NULL,"
                        " collected_at timestamptz NOT NULL DEFAULT now())");
    }
    if (!holds(session,
               "CASE WHEN has_schema_privilege('seedbed', 'USAGE')"
               " THEN has_table_privilege('seedbed.collections', 'SELECT')"
               " AND has_table_privilege('seedbed.collections', 'INSERT') ELSE false END"))
        return fmt::format("this role may not write to seedbed.collections: {}", consequence);
    return std::nullopt;
}

/// The median of the last five complete collections; nothing where there are none.
std::optional<double> usual_records(const session& session, const std::string& source) {
    const auto median = session.value(
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY records) FROM ("
        " SELECT records FROM seedbed.collections WHERE source = $1 AND outcome = 'complete'"
        " ORDER BY id DESC LIMIT 5) AS latest",
        {source});
    return median ? std::optional(std::stod(*median)) : std::nullopt;
}

std::optional<std::string> shortfall(const session& session, const plugin_report& plugin) {
    if (plugin.collection->outcome != source_outcome::complete)
        return std::nullopt; // the report says so as it is
    const auto usual = usual_records(session, plugin.plugin);
    const auto records = plugin.collection->records;
    if (!usual || 2.0 * static_cast<double>(records) >= *usual)
        return std::nullopt;
    return fmt::format(
        "{} gave {} records, fewer than half of the usual {:g} (the median of its "
        "last complete collections): check what it answers, unless this run asked it "
        "for less",
        plugin.plugin,
        records,
        *usual);
}

void remember(const session& session, const run_info& info, const plugin_report& plugin) {
    session.execute("INSERT INTO seedbed.collections (source, as_of, records, outcome)"
                    " VALUES ($1, $2, $3, $4)",
                    {plugin.plugin,
                     info.as_of.to_string(),
                     std::to_string(plugin.collection->records),
                     name_of(plugin.collection->outcome)});
}

} // namespace

std::vector<std::string> remember_collections(const session& session,
                                              const run_info& info,
                                              const std::vector<plugin_report>& plugins) {
    if (std::ranges::none_of(plugins, was_asked))
        return {};
    if (const auto refusal = prepare_table(session))
        return {*refusal};
    std::vector<std::string> notes;
    for (const plugin_report& plugin : plugins) {
        if (!was_asked(plugin))
            continue;
        if (const auto note = shortfall(session, plugin))
            notes.push_back(*note);
        remember(session, info, plugin);
    }
    return notes;
}

} // namespace seedbed::run
