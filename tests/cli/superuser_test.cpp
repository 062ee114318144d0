// The superuser, everybody's passwords, and people whom somebody else wrote.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <crypt.h>
#include <memory>

using namespace seedbed::test;

namespace {

/// Whether the application would let somebody in with that password.
bool lets_in(const std::string& password, const std::string& hash) {
    const auto data = std::make_unique<crypt_data>();
    const char* made = crypt_rn(password.c_str(), hash.c_str(), data.get(), sizeof *data);
    return made != nullptr && hash == made;
}

const words users_only = small + words{"--only", "users"};

struct people : on_database {
    std::string superusers(const std::string& column) const {
        return database.value("SELECT " + column + " FROM \"user\" WHERE is_superuser");
    }
    words others(const std::string& column) const {
        return database.rows("SELECT " + column +
                             " FROM \"user\" WHERE NOT is_superuser"
                             " ORDER BY id");
    }

    /// Makes the table, and a row as the application would have made it.
    void have(const std::string& email) const {
        check_ends(run(users_only + words{"--users", "0"}), 0);
        database.execute(
            "INSERT INTO \"user\" (id, email, is_active, is_superuser, hashed_password)"
            " VALUES ('11111111-2222-4333-8444-555555555555', '" +
            email + "', false, true, 'their own hash')");
    }
    std::string their_row() const {
        return database.value("SELECT * FROM \"user\" WHERE hashed_password = 'their own hash'");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(superuser_test, people)

BOOST_AUTO_TEST_CASE(by_default_everybody_signs_in_with_the_password_that_the_summary_names) {
    const auto result = run(users_only + words{"--users", "3"});
    check_ends(result, 0);
    check_contains(result.out, {"TestPassword123!", "superuser admin@example.com"});
    BOOST_TEST(superusers("email") == "admin@example.com");
    BOOST_TEST(superusers("count(*)") == "1");
    BOOST_TEST(lets_in("TestPassword123!", superusers("hashed_password")));
    BOOST_TEST(!lets_in("TestPassword123", superusers("hashed_password")));
    for (const std::string& hash : others("hashed_password"))
        BOOST_TEST(lets_in("TestPassword123!", hash));
}

BOOST_AUTO_TEST_CASE(the_superuser_gets_the_address_and_the_password_of_the_environment) {
    const auto result = run(
        users_only + words{"--users", "3"},
        {{"FIRST_SUPERUSER", "boss@example.org"}, {"FIRST_SUPERUSER_PASSWORD", "correct horse"}});
    check_ends(result, 0);
    check_contains(result.out, {"superuser boss@example.org: the password of FIRST_SUPERUSER_"});
    BOOST_TEST(superusers("email") == "boss@example.org");
    BOOST_TEST(lets_in("correct horse", superusers("hashed_password")));
    BOOST_TEST(!lets_in("TestPassword123!", superusers("hashed_password")));
    for (const std::string& hash : others("hashed_password"))
        BOOST_TEST(lets_in("TestPassword123!", hash));
}

BOOST_AUTO_TEST_CASE(hashes_have_the_cost_that_is_asked_for_and_cost_12_by_default) {
    check_ends(run(users_only + words{"--users", "1"}), 0);
    BOOST_TEST(superusers("hashed_password").starts_with("$2b$04$"));
    const on_database other;
    check_ends(other.run({"--only", "users", "--users", "1"}), 0);
    BOOST_TEST(other.database.value("SELECT hashed_password FROM \"user\"").starts_with("$2b$12$"));
}

BOOST_AUTO_TEST_CASE(users_share_one_hash_unless_each_is_to_have_its_own) {
    const std::string hashes = "SELECT count(DISTINCT hashed_password) FROM \"user\"";
    check_ends(run(users_only + words{"--users", "5", "--user-password", "Käse und Brot"}), 0);
    BOOST_TEST(database.value(hashes) == "1");
    const on_database other;
    check_ends(other.run(users_only + words{"--users", "5", "--unique-salts"}), 0);
    BOOST_TEST(other.database.value(hashes) == "5");
    for (const std::string& hash : other.database.rows("SELECT hashed_password FROM \"user\""))
        BOOST_TEST(lets_in("TestPassword123!", hash));
    BOOST_TEST(lets_in("Käse und Brot", superusers("hashed_password")));
}

BOOST_AUTO_TEST_CASE(a_superuser_that_is_there_is_kept_as_it_is_and_counts_as_one) {
    have("admin@example.com");
    const std::string before = their_row();
    const auto result = run(users_only + words{"--users", "3", "--json"},
                            {{"FIRST_SUPERUSER_PASSWORD", "another password"}});
    check_ends(result, 0);
    const auto found = plugin_in(result.out, "users");
    BOOST_TEST(found.at("added").as_int64() == 2);
    BOOST_TEST(found.at("kept").as_int64() == 1);
    check_contains(result.out, {"superuser admin@example.com: kept as it was"});
    BOOST_TEST(their_row() == before);
    BOOST_TEST(users() == "3");
    BOOST_TEST(others("email").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_row_of_somebody_else_with_a_generated_address_is_adopted) {
    const people elsewhere;
    check_ends(elsewhere.run(users_only + words{"--users", "5"}), 0);
    const std::string address = elsewhere.others("email").at(2);
    have(address);
    const std::string before = their_row();
    const auto result = run(users_only + words{"--users", "5", "--json"});
    check_ends(result, 0);
    const auto found = plugin_in(result.out, "users");
    BOOST_TEST(found.at("added").as_int64() == 4);
    BOOST_TEST(found.at("kept").as_int64() == 1);
    BOOST_TEST(their_row() == before);
    BOOST_TEST(database.rows("SELECT email FROM \"user\" ORDER BY email") ==
                   elsewhere.database.rows("SELECT email FROM \"user\" ORDER BY email"),
               boost::test_tools::per_element());
    check_contains(run(users_only + words{"--users", "5", "--json"}).out, {"\"kept\":5"});
}

BOOST_AUTO_TEST_CASE(people_whom_nobody_would_generate_are_left_alone) {
    have("somebody.else@example.net");
    const std::string before = their_row();
    const auto result = run(users_only + words{"--users", "3", "--json"});
    check_ends(result, 0);
    BOOST_TEST(plugin_in(result.out, "users").at("added").as_int64() == 3);
    BOOST_TEST(their_row() == before);
    BOOST_TEST(users() == "4");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_none_is_refused) {
    check_ends(run(users_only, {{"FIRST_SUPERUSER", "not an address"}}),
               2,
               {"FIRST_SUPERUSER", "'not an address'"});
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(a_password_that_bcrypt_would_cut_is_refused) {
    check_ends(run(users_only, {{"FIRST_SUPERUSER_PASSWORD", std::string(73, 'x')}}),
               2,
               {"FIRST_SUPERUSER_PASSWORD", "73"});
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
