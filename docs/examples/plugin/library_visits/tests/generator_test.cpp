#define BOOST_TEST_MODULE library_visits
#include "generator.hpp"
#include "library_visit-values.hpp"

#include <seedbed/testing/boost_test.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using library_visits_plugin::generator;
using library_visits_plugin::library_visit;

seedbed::run_info run_with(std::uint64_t seed) {
    seedbed::run_info run;
    run.seed = seed;
    run.as_of = seedbed::timestamp::parse("2026-01-08T00:00:00Z");
    return run;
}

/// The plugin as the program makes it, without a database.
struct fixture {
    explicit fixture(std::int64_t rows, std::uint64_t seed = 42)
        : context(run_with(seed),
                  seedbed::option_values("library_visits", {{"library-visits", rows}}, {}, {}),
                  models,
                  [](const std::string& /*note*/) {}) {}

    seedbed::model_directory models;
    seedbed::plugin_context context;
    generator made{context};
};

bool same(const library_visit& left, const library_visit& right) {
    return left.id == right.id && left.visitor == right.visitor && left.minutes == right.minutes &&
           left.fee == right.fee && left.entered_at == right.entered_at;
}

} // namespace

BOOST_AUTO_TEST_CASE(there_are_as_many_rows_as_were_asked_for) {
    BOOST_TEST(fixture(3).made.rows() == 3U);
    BOOST_TEST(fixture(0).made.rows() == 0U);
}

BOOST_AUTO_TEST_CASE(a_row_is_the_same_whichever_is_made_first) {
    const fixture forwards(10);
    const fixture alone(1'000);
    for (std::uint64_t index = 0; index < 7; ++index)
        forwards.made.make_complete_row(index);
    BOOST_TEST(same(forwards.made.make_complete_row(7), alone.made.make_complete_row(7)));
}

BOOST_AUTO_TEST_CASE(another_seed_gives_other_rows) {
    BOOST_TEST(!same(fixture(10, 1).made.make_row(0), fixture(10, 2).made.make_row(0)));
}

BOOST_AUTO_TEST_CASE(every_row_keeps_the_rules) {
    const fixture many(1'000);
    for (std::uint64_t index = 0; index < 1'000; ++index) {
        const library_visit row = many.made.make_complete_row(index);
        BOOST_TEST(!row.visitor.empty());
        BOOST_TEST(row.fee.has_value() == (row.minutes > 120));
        BOOST_TEST(
            (row.entered_at + std::chrono::minutes(row.minutes) <= many.context.run().as_of));
    }
}

// The same function makes the rows that other people's tests ask for; see <seedbed/testing.hpp>.
BOOST_FIXTURE_TEST_CASE(a_fixture_says_what_matters, seedbed::testing::database_fixture) {
    const auto written =
        seedbed::testing::create_test<library_visit>(db, {.visitor = "Ada", .minutes = 30});
    const auto read = db.odb().load<library_visit>(written.id);
    BOOST_TEST(read->visitor == "Ada");
    BOOST_TEST(read->minutes == 30);
    BOOST_TEST((read->entered_at < db.as_of()));
}
