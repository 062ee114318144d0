#include "core/cli/program.hpp"
#include "core/database/target.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <iostream>

namespace seedbed::cli {
namespace {

void print_text(const graph::plan& plan, const database::target& target) {
    std::size_t number = 0;
    for (const graph::planned& planned : plan.order)
        std::cout << fmt::format("{:>3}  {:<20} {}\n", ++number, planned.name, planned.reason);
    for (const graph::left_out& left : plan.left_out)
        std::cout << fmt::format("  -  {:<20} {}\n", left.name, left.reason);
    std::cout << fmt::format("into {} (from {})\n", target.display, database::name_of(target.from));
}

void print_json(const graph::plan& plan, const database::target& target) {
    boost::json::array order;
    for (const graph::planned& planned : plan.order)
        order.push_back({{"plugin", planned.name}, {"reason", planned.reason}});
    boost::json::array left_out;
    for (const graph::left_out& left : plan.left_out)
        left_out.push_back({{"plugin", left.name}, {"reason", left.reason}});
    const boost::json::object document{
        {"order", order}, {"left_out", left_out}, {"database", target.display}};
    std::cout << boost::json::serialize(document) << '\n';
}

} // namespace

int plan_command(const program& program) {
    const graph::plan plan = graph::make_plan(
        program.graph(), program.settings.selection, discovery::searched(program.plugins));
    const auto target = database::resolve_target(program.settings.database, program.environment);
    if (program.settings.json)
        print_json(plan, target);
    else
        print_text(plan, target);
    return 0;
}

} // namespace seedbed::cli
