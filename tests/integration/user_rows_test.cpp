#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::test;

// What the application needs of a user's row to work with it: the API answers 500 for a whole page
// of users when one of them has an address that it does not take.

namespace {

/// Enough people for every locale, and for names that come twice.
struct many_users : on_database {
    many_users() {
        check_ends(run({"--only",
                        "users",
                        "--users",
                        "3000",
                        "--password-cost",
                        "4",
                        "--as-of",
                        "2026-11-22T14:35:00Z"}),
                   0);
    }
};

std::string value(const std::string& sql) {
    static const many_users seeded;
    return seeded.database.value(sql);
}

/// How many rows do not satisfy the condition.
void check_all(const std::string& condition) {
    const std::string violations =
        value("SELECT count(*) FROM \"user\" WHERE (" + condition + ") IS NOT TRUE");
    BOOST_TEST(violations == "0", violations << " rows violate " << condition);
}

} // namespace

BOOST_AUTO_TEST_SUITE(user_rows_test)

BOOST_AUTO_TEST_CASE(addresses_pass_every_check_and_are_unique) {
    check_all("email ~ '^[a-z0-9]+([._-][a-z0-9]+)*@([a-z0-9]+(-[a-z0-9]+)*[.])+[a-z]{2,}$'");
    check_all("email !~ '[.](local|test|invalid|localhost)$'"); // refused as special names
    check_all("length(split_part(email, '@', 1)) <= 64");
    BOOST_TEST(value("SELECT count(DISTINCT lower(email)) FROM \"user\"") == "3000");
}

BOOST_AUTO_TEST_CASE(addresses_reach_nobody) {
    check_all("email ~ '[@.]example([.](com|net|org))?$'"); // RFC 2606: reserved for this
}

BOOST_AUTO_TEST_CASE(everybody_can_sign_in) {
    check_all("is_active");
    check_all("hashed_password ~ '^[$]2b[$][0-9]{2}[$][./A-Za-z0-9]{53}$'");
}

BOOST_AUTO_TEST_CASE(the_superuser_is_one_and_comes_first) {
    BOOST_TEST(value("SELECT string_agg(email, ' ') FROM \"user\" WHERE is_superuser") ==
               "admin@example.com");
    BOOST_TEST(value("SELECT email FROM \"user\" ORDER BY id LIMIT 1") == "admin@example.com");
}

BOOST_AUTO_TEST_CASE(profiles_hold_what_the_forms_offer) {
    check_all("timezone IN (SELECT name FROM pg_timezone_names)");
    check_all("preferred_currency IN ('AUD', 'USD', 'EUR', 'GBP', 'JPY', 'CNY', 'CAD', 'NZD',"
              " 'SGD', 'BTC', 'ETH', 'USDT', 'USDC', 'BNB')");
    check_all("risk_tolerance IN ('low', 'medium', 'high')");
    check_all("trading_experience IN ('beginner', 'intermediate', 'advanced')");
    check_all("full_name <> '' AND full_name = btrim(full_name)");
}

BOOST_AUTO_TEST_CASE(people_differ) {
    const auto kinds = [](const std::string& column) {
        return std::stoi(value("SELECT count(DISTINCT " + column + ") FROM \"user\""));
    };
    BOOST_TEST(kinds("full_name") > 2000);
    BOOST_TEST(kinds("timezone") > 5);
    BOOST_TEST(kinds("preferred_currency") > 4);
    BOOST_TEST(kinds("(risk_tolerance, trading_experience)") == 9);
}

BOOST_AUTO_TEST_CASE(nobody_comes_from_the_future) {
    check_all("created_at <= updated_at AND updated_at <= '2026-11-22 14:35+00'");
    check_all("created_at <= timestamptz '2026-11-22 14:35+00' - interval '30 days'");
}

BOOST_AUTO_TEST_SUITE_END()
