#include "tests_database.hpp"

#include "core/cli/run_setup.hpp"
#include "core/database/run_transaction.hpp"
#include "core/database/target.hpp"
#include "host.hpp"
#include "suite_database.hpp"

#include <seedbed/error.hpp>

#include <iostream>

namespace seedbed::testing {
namespace {

void check_local(const database::target& target) {
    if (host::instance().program().settings.allow_remote || database::is_local(target))
        return;
    throw error(failure::usage,
                target.display + " (from " + database::name_of(target.from) +
                    ") is not on this machine; tests write there only with `allow-remote = true` "
                    "in the file that SEEDBED_CONFIG names");
}

/// As a run does; gives the database's name.
std::string prepare_tables(const std::string& conninfo) {
    database::run_transaction transaction(conninfo, {}, [] {
        std::cerr << "waiting for a run of seedbed on the tests' database to end" << std::endl;
    });
    const session& session = transaction.active_session();
    host::instance().models().prepare_tables(session);
    const std::string name = session.value("SELECT current_database()").value();
    transaction.commit();
    return name;
}

tests_database prepare_own(const suite_database& own) {
    try {
        return {prepare_tables(own.conninfo()), own.conninfo()};
    } catch (const error&) { // of another version, which mapped them otherwise
        own.make_anew();
        return {prepare_tables(own.conninfo()), own.conninfo()};
    }
}

tests_database locate() {
    const cli::program& program = host::instance().program();
    const auto target = database::resolve_target(program.settings.database, program.environment);
    check_local(target);
    const std::string conninfo = cli::locate(target, program).conninfo;
    if (!target.embedded)
        return {prepare_tables(conninfo), conninfo};
    static const suite_database own(conninfo); // as long as the process
    return prepare_own(own);
}

} // namespace

const tests_database& find_tests_database() {
    static const tests_database found = locate();
    return found;
}

} // namespace seedbed::testing
