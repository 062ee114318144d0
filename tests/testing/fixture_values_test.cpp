#include "loan-values.hpp"
#include "reader-values.hpp"
#include "sample-values.hpp"
#include "tests/integration/models/loan.hpp"
#include "tests/integration/models/reader.hpp"
#include "tests/integration/models/sample.hpp"
#include "tests/support/refusal.hpp"
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace seedbed::testing;
using amount = seedbed::decimal<20, 8>;

namespace {

using models = std::tuple<ohmycoins::agent_session,
                          ohmycoins::algorithm,
                          ohmycoins::backtest,
                          ohmycoins::deployed_algorithm,
                          ohmycoins::order,
                          ohmycoins::position,
                          ohmycoins::price,
                          ohmycoins::user,
                          seedbed::test::loan,
                          seedbed::test::reader,
                          seedbed::test::sample>;

} // namespace

BOOST_AUTO_TEST_SUITE(fixture_values_test)

BOOST_AUTO_TEST_CASE_TEMPLATE(every_column_of_a_model_can_be_given, model, models) {
    std::vector<std::string> columns;
    for (const seedbed::mapped_column& column : seedbed::model_traits<model>::table().columns)
        columns.push_back(column.name);
    std::vector<std::string> named;
    values<model>{}.each([&](const char* column, const auto& value, auto /*member*/) {
        named.emplace_back(column);
        BOOST_TEST(!value, column << " is given before anybody gave it");
    });
    BOOST_TEST(named == columns, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_is_given_at_first) {
    BOOST_TEST(!given<std::string>());
    BOOST_TEST(!given<std::optional<bool>>());
}

BOOST_AUTO_TEST_CASE(a_value_is_the_same_for_every_row) {
    const given<std::string> name = "Ann";
    BOOST_TEST(name.at(1) == "Ann");
    BOOST_TEST(name.at(7) == "Ann");
}

BOOST_AUTO_TEST_CASE(null_is_a_value) {
    const given<std::optional<std::string>> name = std::nullopt;
    BOOST_TEST(static_cast<bool>(name));
    BOOST_TEST(!name.at(1).has_value());
}

BOOST_AUTO_TEST_CASE(decimals_are_read_from_text_and_from_whole_numbers) {
    BOOST_TEST(given<amount>("1.5").at(1).to_string() == "1.50000000");
    BOOST_TEST(given<std::optional<amount>>(2).at(1)->to_string() == "2.00000000");
    const amount exact = amount::parse("0.00000001");
    BOOST_TEST(given<std::optional<amount>>(exact).at(1)->to_string() == "0.00000001");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_decimal_is_refused) {
    seedbed::test::check_refused(
        seedbed::failure::seeding, {"1,5"}, [] { given<amount> wrong = "1,5"; });
}

BOOST_AUTO_TEST_CASE(timestamps_and_keys_are_read_from_text) {
    BOOST_TEST(given<seedbed::timestamp>("2026-01-02T03:04Z").at(1).to_string() ==
               "2026-01-02T03:04:00Z");
    const std::string key = "01234567-89ab-cdef-0123-456789abcdef";
    BOOST_TEST(given<std::optional<seedbed::uuid>>(key).at(1)->to_string() == key);
}

BOOST_AUTO_TEST_CASE(a_sequence_counts_from_one) {
    const given<std::string> email = sequence("user{n}@example{n}.com");
    BOOST_TEST(email.at(1) == "user1@example1.com");
    BOOST_TEST(email.at(12) == "user12@example12.com");
    BOOST_TEST(given<amount>(sequence("{n}.25")).at(3).to_string() == "3.25000000");
}

BOOST_AUTO_TEST_CASE(a_sequence_without_a_number_is_a_text) {
    BOOST_TEST(sequence("Ann")(3) == "Ann");
    BOOST_TEST(sequence("")(3).empty());
}

BOOST_AUTO_TEST_CASE(a_function_gives_each_row_its_own_value) {
    const given<bool> is_active = [](auto n) { return n % 2 == 0; };
    BOOST_TEST(!is_active.at(1));
    BOOST_TEST(is_active.at(2));
    const given<std::optional<amount>> price = [](std::uint64_t n) { return n * 100; };
    BOOST_TEST(price.at(3)->to_string() == "300.00000000");
}

// What C++ would convert, and nobody means.
BOOST_AUTO_TEST_CASE(no_truth_comes_from_text_and_no_number_from_a_fraction) {
    static_assert(!std::is_constructible_v<given<bool>, const char*>);
    static_assert(!std::is_constructible_v<given<bool>, int>);
    static_assert(!std::is_constructible_v<given<int>, double>);
    static_assert(!std::is_constructible_v<given<int>, bool>);
    static_assert(!std::is_constructible_v<given<amount>, double>);
    static_assert(!std::is_constructible_v<given<std::string>, int>);
    static_assert(!std::is_constructible_v<given<std::string>, std::nullopt_t>);
    const auto no = [](std::uint64_t) { return false; };
    BOOST_TEST(!given<bool>(no).at(1)); // and not true because a function has an address
}

BOOST_AUTO_TEST_SUITE_END()
