// A database lives on: what runs of several days, with other options, leave together is coherent.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

using namespace seedbed::test;

namespace {

/// Runs on one database, each with its as-of and its options.
struct life {
    const char* name;
    std::vector<words> runs;
};

std::ostream& operator<<(std::ostream& out, const life& which) {
    return out << which.name;
}

const std::string sunday = "2026-03-01T00:00:00Z";
const std::string monday = "2026-03-02T09:30:00Z";
const std::string a_month_later = "2026-04-02T17:45:00Z";
const std::string autumn = "2026-10-05T00:00:00Z";

const std::vector<life> lives{
    {"day after day", {{sunday, "--all"}, {monday, "--all"}, {a_month_later, "--all"}}},
    {"with a gap of months", {{sunday, "--all"}, {autumn, "--all"}}},
    {"prices alone go on", {{sunday, "--all"}, {a_month_later, "--only", "price_history"}}},
    {"more of everything",
     {{sunday, "--all"}, {monday, "--all", "--users", "25", "--algorithms", "30"}}},
    {"orders first, all a month later", {{sunday, "--only", "orders"}, {a_month_later, "--all"}}},
    {"deployments last, with other users and algorithms",
     {{sunday, "--only", "orders", "--users", "4"},
      {monday, "--all", "--skip", "deployed_algorithms", "--users", "6"},
      {a_month_later, "--all", "--algorithms", "6", "--deployments", "4"}}},
    {"other coins for a while",
     {{sunday, "--all", "--coins", "BTC,ETH"},
      {monday, "--all", "--users", "25", "--coins", "SOL,DOGE"},
      {a_month_later, "--all", "--users", "30", "--coins", "BTC,ETH,SOL,DOGE"}}},
    {"positions last", {{sunday, "--all", "--skip", "positions"}, {a_month_later, "--all"}}},
    {"an earlier day after a later one", {{a_month_later, "--all"}, {sunday, "--all"}}},
    {"cleared in between",
     {{sunday, "--all"}, {monday, "--clear", "--all", "--yes"}, {a_month_later, "--all"}}}};

} // namespace

BOOST_AUTO_TEST_SUITE(later_runs_test)

BOOST_DATA_TEST_CASE(the_rows_agree_after_each_run, lives, life) {
    const on_database lived;
    for (const words& run : life.runs) {
        words arguments = words{"--no-real-data", "--password-cost", "4", "--as-of"} + run;
        if (std::ranges::count(run, "--coins") == 0)
            arguments = arguments + words{"--coins", "BTC,ETH,ADA,DOGE"};
        check_ends(lived.run(arguments), 0);
        const command_result judged =
            run_seedbed({"verify", "--database", lived.database.url(), "--json"});
        BOOST_TEST(judged.exit_code == 0, judged.out << judged.err);
    }
}

BOOST_AUTO_TEST_SUITE_END()
