#include "algorithm_coherence.hpp"

#include "json_columns.hpp"
#include "time_order.hpp"
#include "user-odb.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ohmycoins {
namespace {

namespace json = boost::json;
using limit_decimal = seedbed::decimal<20, 2>;
using seedbed::fixture_context;
using seedbed::timestamp;

constexpr const char* model = "algorithm";
constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_description = 1000;

bool is_known(std::string_view type) {
    constexpr std::array<std::string_view, 3> known{
        "rule_based", "ml_model", "reinforcement_learning"};
    return std::ranges::count(known, type) > 0;
}

std::optional<json::object> object_in(const std::optional<std::string>& text) {
    boost::system::error_code failed;
    const json::value value = json::parse(text.value_or("{}"), failed);
    return failed || !value.is_object() ? std::nullopt : std::optional(value.get_object());
}

void set_status(algorithm& row, const fixture_context& context) {
    const bool before_1 = row.version.starts_with("0.");
    if (!context.given("status")) {
        const bool has_run = context.given("last_executed_at") && row.last_executed_at;
        if (context.given("version") && before_1 && !has_run)
            row.status = "draft";
        else if (row.status == "draft" && (context.given("version") || has_run))
            row.status = "active";
    }
    const bool draft = row.status == "draft";
    if (!context.given("version") && draft != before_1)
        row.version = (draft ? "0" : "1") + row.version.substr(row.version.find('.'));
}

/// What the configuration that the test gives tells.
void follow_configuration(algorithm& row,
                          const fixture_context& context,
                          const strategy_designer& designer,
                          std::uint64_t index) {
    const auto told =
        row.configuration_json ? designer.tell(index, *row.configuration_json) : std::nullopt;
    const std::string configuration = row.configuration_json.value_or("NULL");
    if (context.given("name") && names_a_crossover(row.name)) {
        const auto members = object_in(row.configuration_json);
        const std::string misses =
            members ? misses_of_crossover(*members) : std::string("it is no JSON object");
        if (!misses.empty())
            refuse_fixture(model,
                           fmt::format("name {} does not go with configuration_json {}: {}",
                                       row.name,
                                       configuration,
                                       misses));
    }
    if (told && context.given("algorithm_type") && is_known(row.algorithm_type) &&
        row.algorithm_type != told->algorithm_type)
        refuse_fixture(model,
                       fmt::format("algorithm_type {} does not go with configuration_json {}, "
                                   "whose strategy is {}",
                                   row.algorithm_type,
                                   configuration,
                                   told->algorithm_type));
    if (told && !context.given("algorithm_type"))
        row.algorithm_type = told->algorithm_type;
    if (!context.given("name"))
        row.name = told && told->name.size() <= longest_name
                       ? told->name
                       : fmt::format("Own strategy {}", index + 1);
    if (!context.given("description")) {
        row.description.reset();
        if (told && !told->description.empty() && told->description.size() <= longest_description)
            row.description = told->description;
    }
}

/// What one order spends: what the configuration says, and no more than may be held.
limit_decimal order_size(const algorithm& row) {
    const auto configuration = object_in(row.configuration_json);
    const json::value* size =
        configuration ? configuration->if_contains("order_size_aud") : nullptr;
    const std::int64_t drawn = size && size->is_int64() ? size->get_int64() : 100;
    if (!row.default_position_limit)
        return limit_decimal::from_integer(drawn);
    const auto most = static_cast<std::int64_t>(row.default_position_limit->units() / 100);
    return limit_decimal::from_integer(std::max<std::int64_t>(1, std::min(drawn, most)));
}

/// Designs a strategy that the given type, name and limit tell of; true where it is another one.
bool design(algorithm& row,
            const fixture_context& context,
            const strategy_designer& designer,
            std::uint64_t index) {
    const bool typed = context.given("algorithm_type");
    const bool named = context.given("name");
    if (!typed && !named && !context.given("default_position_limit"))
        return false;
    if (typed && named && names_a_crossover(row.name) && row.algorithm_type != "rule_based" &&
        is_known(row.algorithm_type))
        refuse_fixture(model,
                       fmt::format("algorithm_type {} does not go with name {}: a moving-average "
                                   "crossover is rule_based",
                                   row.algorithm_type,
                                   row.name));
    strategy_design made = designer.design(
        index,
        order_size(row),
        {.algorithm_type = typed ? row.algorithm_type : "", .name = named ? row.name : ""});
    if (!typed)
        row.algorithm_type = made.algorithm_type;
    if (made.configuration_json == row.configuration_json)
        return false;
    row.configuration_json = std::move(made.configuration_json);
    if (!named)
        row.name = std::move(made.name);
    if (!context.given("description"))
        row.description = std::move(made.description);
    return true;
}

/// True where it was last updated at another time than the drawn one.
bool set_times(algorithm& row, const fixture_context& context) {
    const timestamp drawn = row.updated_at;
    const bool updated = context.given("updated_at");
    const bool executed = context.given("last_executed_at") && row.last_executed_at;
    if (!context.given("created_at")) {
        if (updated)
            row.created_at = std::min(row.created_at, row.updated_at);
        if (executed)
            row.created_at = std::min(row.created_at, *row.last_executed_at);
    }
    const auto owner = context.standing<user>(row.created_by);
    const auto order = [&](const char* column, timestamp& time) {
        time_order times(model, context);
        if (owner)
            times.after("its owner's created_at", owner->created_at);
        times.then("created_at", row.created_at);
        times.then(column, time);
        times.settle();
    };
    order("updated_at", row.updated_at);
    if (executed)
        order("last_executed_at", *row.last_executed_at);
    return updated || row.updated_at != drawn;
}

/// An active one decided at the last multiple of its frequency; the others before they were put
/// away.
void set_execution(algorithm& row, const fixture_context& context) {
    if (context.given("last_executed_at"))
        return;
    const std::chrono::seconds step(std::max(1, row.default_execution_frequency));
    if (row.status == "draft")
        row.last_executed_at.reset();
    else if (row.status == "active")
        row.last_executed_at = context.run().as_of.floor_to(step);
    else if (row.last_executed_at)
        row.last_executed_at = std::min(*row.last_executed_at, row.updated_at).floor_to(step);
    if (row.last_executed_at < row.created_at)
        row.last_executed_at.reset(); // not yet
}

} // namespace

bool make_coherent(algorithm& row,
                   const fixture_context& context,
                   const strategy_designer& designer,
                   std::uint64_t index) {
    set_status(row, context);
    const bool configured = context.given("configuration_json");
    bool changed = false;
    if (configured)
        follow_configuration(row, context, designer, index);
    else
        changed = design(row, context, designer, index);
    changed = set_times(row, context) || changed;
    set_execution(row, context);
    if (context.given("performance_metrics_json"))
        return false;
    if (configured)
        row.performance_metrics_json.reset(); // those of another configuration
    return !configured && (changed || context.given("default_execution_frequency") ||
                           context.given("default_position_limit"));
}

std::vector<seedbed::variation<algorithm>> algorithm_variations() {
    const auto in_status = [](const char* status, const char* description) {
        return seedbed::variation<algorithm>{std::string(status),
                                             std::string(description),
                                             [status](algorithm& row) { row.status = status; }};
    };
    return {in_status("active", "may be run"),
            in_status("draft", "not finished: version 0, never run"),
            in_status("paused", "was run, and is not now"),
            in_status("archived", "put away")};
}

} // namespace ohmycoins
