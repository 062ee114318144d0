#include "algorithm_coherence.hpp"

#include "user-odb.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;

void set_version(algorithm& row, const fixture_context& context) {
    if (context.given("version"))
        return;
    const bool draft = row.status == "draft";
    const bool before_1 = row.version.starts_with("0.");
    if (draft != before_1)
        row.version = (draft ? "0" : "1") + row.version.substr(row.version.find('.'));
}

void set_times(algorithm& row, const fixture_context& context) {
    if (const auto owner = context.standing<user>(row.created_by);
        owner && !context.given("created_at"))
        row.created_at = std::max(row.created_at, owner->created_at);
    if (!context.given("updated_at"))
        row.updated_at = std::max(row.updated_at, row.created_at);
    else if (!context.given("created_at"))
        row.created_at = std::min(row.created_at, row.updated_at);
    if (context.given("last_executed_at"))
        return;
    if (row.status == "draft")
        row.last_executed_at.reset();
    else if (row.status == "active")
        row.last_executed_at = context.run().as_of.floor_to(
            std::chrono::seconds(std::max(1, row.default_execution_frequency)));
    if (row.last_executed_at < row.created_at)
        row.last_executed_at.reset(); // not yet
}

} // namespace

void make_coherent(algorithm& row, const fixture_context& context) {
    set_version(row, context);
    set_times(row, context);
    if (context.given("configuration_json") && !context.given("performance_metrics_json"))
        row.performance_metrics_json.reset(); // those of another configuration
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
