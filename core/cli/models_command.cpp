#include "core/cli/fixture_setup.hpp"
#include "core/cli/model_description.hpp"
#include "core/cli/program.hpp"
#include "core/cli/terminal.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>

namespace seedbed::cli {
namespace {

std::vector<described_model> describe(const fixture_rows& rows, const program& program) {
    std::vector<described_model> all;
    for (const named_factory& each : rows.factories())
        for (const discovery::candidate& candidate : program.plugins.candidates)
            if (candidate.manifest.name == each.plugin)
                all.push_back({each.factory, &candidate.manifest});
    std::ranges::sort(all, {}, [](const described_model& each) { return each.factory->model(); });
    return all;
}

std::string json_text(const boost::json::value& value) {
    return boost::json::serialize(value) + '\n';
}

} // namespace

int models_command(const program& program) {
    opened_models opened(program, std::nullopt, false);
    const std::vector<described_model> all = describe(opened->rows(), program);
    const terminal out(stdout, program.settings.color);
    if (program.invocation.model.empty()) {
        boost::json::array array;
        for (const described_model& each : all)
            array.push_back(model_json(each, all));
        out.write(program.settings.json ? json_text(array) : models_text(all));
        return 0;
    }
    const row_factory& wanted = opened->rows().find(program.invocation.model);
    const auto found = std::ranges::find(all, &wanted, &described_model::factory);
    out.write(program.settings.json ? json_text(model_json(*found, all)) : model_text(*found, all));
    return 0;
}

} // namespace seedbed::cli
