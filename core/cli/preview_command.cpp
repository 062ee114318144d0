#include "core/cli/fixture_setup.hpp"
#include "core/cli/program.hpp"
#include "core/cli/row_table.hpp"
#include "core/cli/terminal.hpp"

#include <cstdio>
#include <string>

namespace seedbed::cli {
namespace {

std::string rows_json(const std::vector<mapped_row>& rows) {
    std::string json;
    for (const mapped_row& row : rows)
        json += (json.empty() ? "[" : ",\n ") + to_json(row);
    return (json.empty() ? "[" : json) + "]\n";
}

} // namespace

int preview_command(const program& program) {
    constexpr std::uint64_t usual_rows = 5;
    opened_models models(program, program.invocation.model, false);
    const std::vector<mapped_row> rows = models->rows().preview(
        program.invocation.model, read_number(program.invocation, "rows", usual_rows));
    const terminal out(stdout, program.settings.color);
    out.write(program.settings.json ? rows_json(rows) : rows_text(rows));
    return 0;
}

} // namespace seedbed::cli
