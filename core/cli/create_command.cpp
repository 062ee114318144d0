#include "core/cli/fixture_setup.hpp"
#include "core/cli/input_lines.hpp"
#include "core/cli/interrupts.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_setup.hpp"
#include "core/cli/terminal.hpp"
#include "core/database/run_transaction.hpp"
#include "core/database/target.hpp"
#include "core/database/test_connection.hpp"
#include "core/fixtures/conversation.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <unistd.h>

namespace seedbed::cli {
namespace {

bool has(const program& program, const char* option) {
    return program.invocation.fixture_options.contains(option);
}

void check_form(const program& program) {
    const bool conversation = has(program, "stdin");
    const bool named = !program.invocation.model.empty();
    if (!conversation && !named)
        throw error(
            failure::usage,
            "seedbed create takes a model: seedbed create users; seedbed models lists them");
    for (const char* option : {"set", "set-json", "as", "count", "build"})
        if (conversation && has(program, option))
            throw error(failure::usage,
                        fmt::format("--stdin takes --{} from each line: {{\"create\": \"users\", "
                                    "\"set\": {{…}}, \"as\": …, \"count\": …}}",
                                    option));
    if (conversation && named)
        throw error(failure::usage, "--stdin takes the model from each line: no MODEL beside it");
}

void print(const std::vector<mapped_row>& rows, const terminal& out) {
    std::string lines;
    for (const mapped_row& row : rows)
        lines += to_json(row) + '\n';
    out.write(lines);
}

int build_rows(const program& program, const terminal& out) {
    const fixture_request request = read_fixture_request(program.invocation);
    opened_models models(program, program.invocation.model, false);
    print(models->rows().build(request), out);
    return 0;
}

/// The plugins go before the connection that they worked on.
int write_rows(const program& program, const database::target& target, const terminal& out) {
    const fixture_request request = read_fixture_request(program.invocation);
    check_model(program, request.model);
    const located_database where = locate(target, program);
    const interrupts interrupts;
    database::run_transaction transaction(where.conninfo, interrupts.token(), [&] {
        if (!program.settings.quiet)
            std::cerr << "waiting for another seedbed on this database" << std::endl;
    });
    opened_models models(program, program.invocation.model, !database::is_local(target));
    models->prepare_tables(transaction.active_session());
    const std::vector<mapped_row> rows =
        models->rows().create(transaction.active_session(), request);
    print(rows, out); // first: rows that nobody learns of are not kept
    transaction.commit();
    return 0;
}

/// Makes absent tables in a transaction of its own, because the tests' transactions are undone.
void make_tables(fixtures::fixture_models& models,
                 const std::string& conninfo,
                 const interrupts& interrupts) {
    database::run_transaction transaction(conninfo, interrupts.token(), [] {});
    models.prepare_tables(transaction.active_session());
    transaction.commit();
}

int converse(const program& program, const database::target& target, const terminal& out) {
    const located_database where = locate(target, program);
    const interrupts interrupts;
    database::test_connection connection(where.conninfo, interrupts.token());
    opened_models models(program, std::nullopt, !database::is_local(target));
    make_tables(*models, where.conninfo, interrupts);
    fixtures::conversation conversation(models->rows(), connection);
    input_lines lines(STDIN_FILENO, interrupts.token());
    while (const auto line = lines.next()) {
        if (line->find_first_not_of(" \t\r") == std::string::npos)
            continue;
        out.write(conversation.answer(*line) + '\n');
        connection.check_alive();
        conversation.get_ready();
    }
    return 0; // what was not committed is rolled back
}

} // namespace

int create_command(const program& program) {
    check_form(program);
    const terminal out(stdout, program.settings.color);
    if (has(program, "build"))
        return build_rows(program, out);
    const auto target = database::resolve_target(program.settings.database, program.environment);
    refuse_remote(program.settings, target);
    return has(program, "stdin") ? converse(program, target, out)
                                 : write_rows(program, target, out);
}

} // namespace seedbed::cli
