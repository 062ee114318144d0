#include "core/run/row_counts.hpp"

#include "core/database/read_transaction.hpp"
#include "core/run/active_plugins.hpp"

namespace seedbed::run {
namespace {

std::optional<std::uint64_t> count(const session& session, const std::string& table) {
    const std::string name = quote_identifier(table);
    if (!session.value("SELECT to_regclass($1)", {name}))
        return std::nullopt;
    return std::stoull(*session.value("SELECT count(*) FROM " + name));
}

} // namespace

std::vector<plugin_rows> count_rows(const std::vector<step>& steps,
                                    const run_info& info,
                                    const std::optional<std::string>& conninfo,
                                    const std::stop_token& stop) {
    std::optional<database::read_transaction> transaction; // outlives the plugins
    active_plugins plugins;
    plugins.load(steps, info, [](const std::string&) {}); // notes are about runs
    if (conninfo)
        transaction.emplace(*conninfo, stop);
    std::vector<plugin_rows> counted;
    for (const active_plugin& active : plugins) {
        plugin_rows& plugin = counted.emplace_back(plugin_rows{active.from->plugin.name, {}});
        std::vector<const mapped_table*> tables;
        call_plugin(active, "naming its tables", [&] { tables = active.object->tables(); });
        for (const mapped_table* table : tables)
            plugin.tables.push_back(
                {table->name,
                 transaction ? count(transaction->active_session(), table->name) : std::nullopt});
    }
    return counted;
}

} // namespace seedbed::run
