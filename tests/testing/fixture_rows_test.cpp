// What create_test, create_list and build do with any plugin's models: here readers and loans, for
// which nobody wrote anything.
#include "loan-odb.hpp"
#include "loan-values.hpp"
#include "reader-odb.hpp"
#include "reader-values.hpp"
#include "tests/support/refusal.hpp"
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>
#include <odb/pgsql/exceptions.hxx>

#include <chrono>
#include <set>
#include <string>
#include <vector>

using namespace seedbed::testing;
using seedbed::failure;
using seedbed::test::check_refused;
using seedbed::test::loan;
using seedbed::test::reader;

namespace {

std::string count(const test_database& db, const std::string& table) {
    return db.session().value("SELECT count(*) FROM " + table).value();
}

struct two_databases {
    test_database first;
    test_database second;
};

} // namespace

BOOST_AUTO_TEST_SUITE(fixture_rows_test)

BOOST_FIXTURE_TEST_CASE(a_row_comes_from_its_models_own_function, database_fixture) {
    const reader made = create_test<reader>(db);
    BOOST_TEST((made.id != seedbed::uuid()));
    BOOST_TEST(made.email.ends_with("@example.com"));
    BOOST_TEST((made.name.find(' ') != std::string::npos));
    BOOST_TEST((made.joined < db.as_of()));
    const auto stored = db.odb().load<reader>(made.id);
    BOOST_TEST(stored->email == made.email);
    BOOST_TEST(stored->name == made.name);
    BOOST_TEST((stored->joined == made.joined));
}

BOOST_FIXTURE_TEST_CASE(what_is_given_is_kept, database_fixture) {
    const reader ann =
        create_test<reader>(db, {.name = "Ann", .joined = "2020-02-29T12:00:00.000001Z"});
    BOOST_TEST(ann.name == "Ann");
    BOOST_TEST(db.odb().load<reader>(ann.id)->joined.to_string() == "2020-02-29T12:00:00.000001Z");
}

BOOST_FIXTURE_TEST_CASE(a_function_may_say_what_the_row_is, database_fixture) {
    const reader bob = create_test<reader>(db, [](reader& row) {
        row.name = "Bob";
        row.email = "bob@example.com";
    });
    BOOST_TEST(bob.name == "Bob");
    BOOST_TEST(db.odb().load<reader>(bob.id)->email == "bob@example.com");
}

BOOST_FIXTURE_TEST_CASE(later_descriptions_win, database_fixture) {
    const reader made =
        create_test<reader>(db, {.name = "Ann"}, [](reader& row) { row.name += " Lee"; });
    BOOST_TEST(made.name == "Ann Lee");
    const loan kept =
        create_test<loan>(db, as("free"), values<loan>{.fee = "3.50", .returned = std::nullopt});
    BOOST_TEST(kept.fee.to_string() == "3.50");
}

BOOST_FIXTURE_TEST_CASE(a_model_brings_its_variations, database_fixture) {
    const loan back = create_test<loan>(db, as("returned"), as("free"));
    BOOST_TEST((back.returned == db.as_of()));
    BOOST_TEST(back.fee.is_zero());
    BOOST_TEST(!create_test<loan>(db).returned.has_value());
}

BOOST_FIXTURE_TEST_CASE(parents_are_made_where_none_is_given, database_fixture) {
    const loan made = create_test<loan>(db);
    BOOST_TEST(count(db, "reader") == "1");
    const auto who = db.odb().load<reader>(made.reader_id);
    BOOST_TEST(made.reader_email == who->email);
}

BOOST_FIXTURE_TEST_CASE(what_follows_from_a_given_parent_is_made_from_it, database_fixture) {
    const reader ann = create_test<reader>(db, {.email = "ann@example.com"});
    const loan made = create_test<loan>(db, {.reader_id = ann.id});
    BOOST_TEST(made.reader_email == "ann@example.com");
    BOOST_TEST(count(db, "reader") == "1");
}

BOOST_FIXTURE_TEST_CASE(parents_of_parents_are_made_too, database_fixture) {
    const auto tried = ohmycoins::create_test_backtest(db);
    BOOST_TEST(db.odb().load<ohmycoins::user>(tried.user_id)->id.to_string() ==
               tried.user_id.to_string());
    const auto algorithm = db.odb().load<ohmycoins::algorithm>(tried.algorithm_id);
    BOOST_TEST(db.odb().load<ohmycoins::user>(algorithm->created_by)->is_active);
}

BOOST_FIXTURE_TEST_CASE(the_rows_of_a_list_differ, database_fixture) {
    std::set<std::string> emails;
    for (const reader& each : create_list<reader>(db, 20))
        emails.insert(each.email);
    BOOST_TEST(emails.size() == 20U);
    BOOST_TEST(count(db, "reader") == "20");
}

BOOST_FIXTURE_TEST_CASE(a_list_may_be_empty, database_fixture) {
    BOOST_TEST(create_list<reader>(db, 0).empty());
    BOOST_TEST(build_list<reader>(0).empty());
    BOOST_TEST(count(db, "reader") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_list_counts_its_rows_from_one, database_fixture) {
    const auto readers =
        create_list<reader>(db, 3, {.email = sequence("user{n}@example.com"), .name = [](auto n) {
                                        return std::string(n, 'x');
                                    }});
    BOOST_TEST_REQUIRE(readers.size() == 3U);
    BOOST_TEST(readers.front().email == "user1@example.com");
    BOOST_TEST(readers.back().email == "user3@example.com");
    BOOST_TEST(readers.back().name == "xxx");
    const auto loans = create_list<loan>(db, 2, [&](loan& row, std::uint64_t n) {
        row.reader_id = readers.at(n % readers.size()).id;
    });
    BOOST_TEST((loans.front().reader_id == readers[1].id));
    BOOST_TEST((loans.back().reader_id == readers[2].id));
}

BOOST_FIXTURE_TEST_CASE(a_series_takes_functions_of_the_place_as_well, database_fixture) {
    using ohmycoins::price;
    const auto prices =
        create_list<price>(db, 3, {.last = [](auto n) { return std::to_string(100'000 * n); }});
    BOOST_TEST_REQUIRE(prices.size() == 3U);
    for (std::size_t i = 0; i < prices.size(); ++i) {
        BOOST_TEST(prices[i].last->to_string() == std::to_string(100'000 * (i + 1)) + ".00000000");
        BOOST_TEST((*prices[i].bid <= *prices[i].last && *prices[i].last <= *prices[i].ask));
    }
    BOOST_TEST((prices[1].timestamp - prices[0].timestamp == std::chrono::minutes(5)));
}

BOOST_AUTO_TEST_CASE(a_test_that_ends_gives_its_number_back_at_once) {
    std::set<std::string> keys;
    for (int i = 0; i < 100; ++i) {
        start_test("again and again");
        test_database db;
        keys.insert(create_test<reader>(db).id.to_string());
    }
    BOOST_TEST(keys.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(rows_follow_each_other_within_a_test, database_fixture) {
    BOOST_TEST(create_test<reader>(db).email != create_test<reader>(db).email);
}

BOOST_FIXTURE_TEST_CASE(two_connections_of_one_test_do_not_meet, two_databases) {
    const reader one = create_test<reader>(first);
    const reader other = create_test<reader>(second);
    BOOST_TEST(one.email != other.email);
    BOOST_TEST(count(first, "reader") == "1");
    BOOST_TEST(count(second, "reader") == "1");
}

// It would work on the other one's connection.
BOOST_FIXTURE_TEST_CASE(odb_is_refused_to_the_first_of_two_connections, two_databases) {
    check_refused(failure::usage, {"made last"}, [&] { first.odb(); });
    const reader made = create_test<reader>(second);
    BOOST_TEST(second.odb().load<reader>(made.id)->email == made.email);
}

BOOST_FIXTURE_TEST_CASE(nothing_of_other_tests_is_here, database_fixture) {
    for (const char* table : {"reader", "loan", "\"user\"", "orders", "price_data_5min"})
        BOOST_TEST(count(db, table) == "0");
}

// Errors

BOOST_FIXTURE_TEST_CASE(after_a_refused_row_the_test_goes_on, database_fixture) {
    create_test<reader>(db, {.email = "ann@example.com"});
    check_refused(failure::database, {"ann@example.com"}, [&] {
        create_test<reader>(db, {.email = "ann@example.com"});
    });
    BOOST_TEST(count(db, "reader") == "1");
    create_test<reader>(db);
    BOOST_TEST(count(db, "reader") == "2");
}

BOOST_FIXTURE_TEST_CASE(a_refused_row_leaves_no_parent_behind, database_fixture) {
    check_refused(failure::database, {}, [&] {
        create_list<loan>(db, 2, {.id = "01234567-89ab-cdef-0123-456789abcdef"});
    });
    BOOST_TEST(count(db, "reader") == "0");
    create_test<loan>(db);
    BOOST_TEST(count(db, "reader") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_parent_that_is_not_there_is_refused, database_fixture) {
    check_refused(failure::usage, {"loan", "reader_id", "there is no reader"}, [&] {
        create_test<loan>(db, {.reader_id = "01234567-89ab-cdef-0123-456789abcdef"});
    });
}

BOOST_FIXTURE_TEST_CASE(a_variation_that_nobody_declares_is_refused_with_those_there_are,
                        database_fixture) {
    check_refused(
        failure::usage, {"retruned", "returned"}, [&] { create_test<loan>(db, as("retruned")); });
}

BOOST_FIXTURE_TEST_CASE(an_input_that_the_model_does_not_take_is_refused, database_fixture) {
    check_refused(
        failure::usage, {"start_price"}, [&] { create_test<loan>(db, input("start_price", "1")); });
}

BOOST_FIXTURE_TEST_CASE(a_text_that_is_too_long_is_refused, database_fixture) {
    BOOST_CHECK_THROW(create_test<reader>(db, {.name = std::string(101, 'x')}), seedbed::error);
    BOOST_TEST(count(db, "reader") == "0");
}

BOOST_FIXTURE_TEST_CASE(what_would_stay_may_not_be_committed, database_fixture) {
    check_refused(failure::usage, {"template_database_fixture"}, [&] { db.commit(); });
}

// Without a database

BOOST_AUTO_TEST_CASE(objects_are_built_without_a_database) {
    const reader made = build<reader>({.name = "Ann"});
    BOOST_TEST(made.name == "Ann");
    BOOST_TEST((made.id != seedbed::uuid()));
    BOOST_TEST(!made.email.empty());
}

BOOST_AUTO_TEST_CASE(what_is_built_names_its_parents) {
    const loan made = build<loan>();
    BOOST_TEST((made.reader_id != seedbed::uuid()));
    BOOST_TEST(!made.reader_email.empty());
}

BOOST_AUTO_TEST_CASE(built_objects_differ) {
    const auto readers = build_list<reader>(3, {.name = sequence("{n}")});
    BOOST_TEST_REQUIRE(readers.size() == 3U);
    BOOST_TEST(readers[0].email != readers[1].email);
    BOOST_TEST(readers[2].name == "3");
    BOOST_TEST(build<reader>().email != readers[2].email);
}

BOOST_FIXTURE_TEST_CASE(what_is_built_is_what_is_created, database_fixture) {
    const reader built = build<reader>();
    const reader created = create_test<reader>(db);
    BOOST_TEST((built.id == created.id));
    BOOST_TEST(built.email == created.email);
    BOOST_TEST(built.name == created.name);
}

BOOST_AUTO_TEST_SUITE_END()
