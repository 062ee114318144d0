#include "core/run/collection_history.hpp"
#include "tests/support/database_session.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed;

namespace {

struct history : test::database_session {
    /// One run in which the source gave so much; gives the run's notes.
    std::vector<std::string> collect(std::uint64_t records,
                                     source_outcome outcome = source_outcome::complete) const {
        run::plugin_report report;
        report.plugin = "sample";
        report.collection = collected{.outcome = outcome, .records = records, .detail = ""};
        return run::remember_collections(session(), {}, {report});
    }

    std::string count() const {
        return *session().value("SELECT count(*) FROM seedbed.collections");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(collection_history_test, history)

BOOST_AUTO_TEST_CASE(what_a_source_gave_is_kept) {
    BOOST_TEST(collect(7).empty());
    BOOST_TEST(*session().value("SELECT source || records || outcome FROM seedbed.collections") ==
               "sample7complete");
}

BOOST_AUTO_TEST_CASE(far_fewer_than_usual_are_told) {
    for (const std::uint64_t records : {100U, 1U, 100U, 90U, 110U, 100U}) // one bad day
        collect(records);
    BOOST_TEST(collect(50).empty());
    const auto notes = collect(49);
    BOOST_REQUIRE(notes.size() == 1U);
    BOOST_TEST(
        notes.front().starts_with("sample gave 49 records, fewer than half of the usual 100"),
        notes.front());
}

BOOST_AUTO_TEST_CASE(what_is_not_complete_is_no_measure) {
    collect(100);
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(collect(1, source_outcome::partial).empty());
    BOOST_TEST(collect(0, source_outcome::unavailable).empty());
    BOOST_TEST(collect(10).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_new_size_becomes_the_usual_one) {
    collect(100);
    std::size_t told = 0;
    for (int i = 0; i < 6; ++i)
        told += collect(10).size();
    BOOST_TEST(told > 0U);
    BOOST_TEST(told < 6U);
}

BOOST_AUTO_TEST_CASE(a_source_that_was_not_asked_leaves_no_trace) {
    BOOST_TEST(collect(0, source_outcome::skipped).empty());
    BOOST_TEST(*session().value("SELECT to_regclass('seedbed.collections') IS NULL") == "t");
}

BOOST_AUTO_TEST_CASE(a_role_without_the_right_gets_a_note) {
    session().execute("CREATE ROLE seedbed_guest");
    session().execute("SET LOCAL ROLE seedbed_guest");
    auto notes = collect(1);
    BOOST_REQUIRE(notes.size() == 1U);
    BOOST_TEST(notes.front().starts_with("this role may not create schema seedbed"));
    session().execute("RESET ROLE");
    collect(1);
    session().execute("SET LOCAL ROLE seedbed_guest");
    notes = collect(1);
    BOOST_REQUIRE(notes.size() == 1U);
    BOOST_TEST(notes.front().starts_with("this role may not write to seedbed.collections"));
    session().execute("RESET ROLE");
    BOOST_TEST(count() == "1");
}

BOOST_AUTO_TEST_SUITE_END()
