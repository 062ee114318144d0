#include "collector.hpp"

#include "@model@-odb.hpp"
#include "answer.hpp"

#include <seedbed/bulk_writer.hpp>

#include <algorithm>
#include <utility>

namespace @namespace@ {

std::vector<const seedbed::mapped_table*> collector::tables() const {
    return {&seedbed::model_traits<@model@>::table()};
}

boost::asio::awaitable<seedbed::collected> collector::collect(seedbed::http::client& client) {
    seedbed::http::request wanted(context_.options().text("@option@-url") + "/measurements");
    const seedbed::http::response response = co_await client.get(std::move(wanted));
    seedbed::expect_ok(response, "The API");
    answer read = parse_answer(response.body);
    for (const std::string& why : read.rejected)
        context_.note("left out: " + why);
    records_ = std::move(read.records);
    co_return seedbed::collected{.outcome = seedbed::source_outcome::complete,
                                 .records = records_.size(),
                                 .rejected = read.rejected.size(),
                                 .detail = std::to_string(records_.size()) + " measurements"};
}

seedbed::inspection collector::inspect(const seedbed::session& session) {
    const std::set<std::string> known = known_names(session);
    const auto present = static_cast<std::uint64_t>(std::ranges::count_if(
        records_, [&](const @model@& record) { return known.contains(record.name); }));
    return {.present = present, .missing = records_.size() - present};
}

seedbed::seeded collector::seed(const seedbed::session& session, seedbed::progress& progress) {
    const std::set<std::string> known = known_names(session);
    seedbed::bulk_writer<@model@> writer(session);
    for (const @model@& record : records_)
        if (!known.contains(record.name))
            writer.write(record);
    const std::uint64_t added = writer.finish();
    progress.written(added);
    return {.added = added, .kept = records_.size() - added};
}

std::set<std::string> collector::known_names(const seedbed::session& session) {
    std::set<std::string> names;
    session.for_each("SELECT name FROM \"@plugin@\"", {}, [&](seedbed::row_view row) {
        names.emplace(*row[0]);
    });
    return names;
}

} // namespace @namespace@
