#include "tests/support/database_session.hpp"

#include <seedbed/existing_rows.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>

using seedbed::existing_rows;
using seedbed::key_sequence;
using seedbed::uuid;

namespace {

constexpr std::uint64_t rows = 10;

std::string email(std::uint64_t index) {
    return "person" + std::to_string(index) + "@example.com";
}

struct people : seedbed::test::database_session {
    people() {
        session().execute_script("CREATE TABLE \"Odd people\" (\"the id\" uuid PRIMARY KEY,"
                                 " \"e-mail\" text)");
    }

    const key_sequence keys{42, "person"};
    existing_rows existing;

    void given(const uuid& key, const std::optional<std::string>& mail) const {
        session().execute("INSERT INTO \"Odd people\" VALUES ($1, $2)", {key.to_string(), mail});
    }

    void given_own(std::initializer_list<std::uint64_t> indexes) const {
        for (const std::uint64_t index : indexes)
            given(keys.at(index), email(index));
    }

    void read(std::uint64_t count = rows) {
        existing.read(
            session(),
            {.table = "Odd people", .key_column = "the id", .natural_key_column = "e-mail"},
            keys,
            count,
            email);
    }
};

uuid stranger(int number) {
    return uuid::parse("00000000-0000-4000-8000-00000000000" + std::to_string(number));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(existing_rows_test, people)

BOOST_AUTO_TEST_CASE(an_empty_table_has_none) {
    read();
    BOOST_TEST(existing.count() == 0U);
    BOOST_TEST(!existing.contains(0));
    BOOST_TEST(!existing.adopted_key(0).has_value());
}

BOOST_AUTO_TEST_CASE(own_rows_are_known_by_their_keys) {
    given_own({0, 3, 4, 9});
    read();
    for (std::uint64_t index = 0; index < rows; ++index)
        BOOST_TEST(existing.contains(index) == (index % 9 == 0 || index == 3 || index == 4));
    BOOST_TEST(existing.count() == 4U);
    BOOST_TEST(!existing.adopted_key(3).has_value()); // its key is the model's own
}

BOOST_AUTO_TEST_CASE(rows_that_this_run_does_not_ask_for_do_not_count) {
    given_own({1, 5, 6});
    read(5);
    BOOST_TEST(existing.count() == 1U);
    BOOST_TEST(!existing.contains(5));
    read(0);
    BOOST_TEST(existing.count() == 0U);
}

BOOST_AUTO_TEST_CASE(somebody_elses_row_is_adopted_by_its_natural_key) {
    given_own({0});
    given(stranger(1), email(3));
    given(stranger(2), "somebody@example.com");
    read();
    BOOST_TEST(existing.count() == 2U);
    BOOST_TEST(existing.contains(3));
    BOOST_TEST((existing.adopted_key(3) == stranger(1)));
}

BOOST_AUTO_TEST_CASE(a_row_of_another_seed_is_somebody_elses) {
    const key_sequence other(43, "person"); // its keys lie between the own ones
    given_own({2});
    given(other.at(5), email(5));
    given(other.at(6), "other6@example.com");
    read();
    BOOST_TEST(existing.count() == 2U);
    BOOST_TEST((existing.adopted_key(5) == other.at(5)));
    BOOST_TEST(!existing.contains(6));
}

BOOST_AUTO_TEST_CASE(an_own_row_that_was_renamed_stays_the_row_of_its_key) {
    given(keys.at(1), "renamed@example.com");
    read();
    BOOST_TEST(existing.contains(1));
    BOOST_TEST(existing.count() == 1U);
}

BOOST_AUTO_TEST_CASE(an_own_row_that_took_another_ones_natural_key_stands_for_both) {
    given(keys.at(1), email(7)); // writing row 7 would violate the unique index
    read();
    BOOST_TEST(existing.contains(1));
    BOOST_TEST(existing.contains(7));
    BOOST_TEST((existing.adopted_key(7) == keys.at(1)));
    BOOST_TEST(existing.count() == 2U);
}

BOOST_AUTO_TEST_CASE(a_missing_natural_key_is_nobodys) {
    given(stranger(1), std::nullopt);
    given(keys.at(2), std::nullopt);
    read();
    BOOST_TEST(existing.count() == 1U);
    BOOST_TEST(existing.contains(2));
}

BOOST_AUTO_TEST_CASE(a_model_without_a_natural_key_knows_its_own_rows_only) {
    given_own({1});
    given(stranger(1), email(3));
    existing.read(session(),
                  {.table = "Odd people", .key_column = "the id", .natural_key_column = {}},
                  keys,
                  rows,
                  [](std::uint64_t) { return std::string(); });
    BOOST_TEST(existing.count() == 1U);
    BOOST_TEST(!existing.contains(3));
}

BOOST_AUTO_TEST_CASE(reading_again_forgets_what_was_known) {
    given_own({1, 2});
    given(stranger(1), email(3));
    read();
    session().execute_script("DELETE FROM \"Odd people\"");
    given_own({4});
    read();
    BOOST_TEST(existing.count() == 1U);
    BOOST_TEST(existing.contains(4));
    BOOST_TEST(!existing.contains(1));
    BOOST_TEST(!existing.contains(3));
}

BOOST_AUTO_TEST_SUITE_END()
