// No password is ever printed, whatever goes wrong and however much is to be said.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::test;

namespace {

const std::string secret = "hunter2horse";

/// Runs the line loudly, as text and as JSON, and looks for the secret in all that it says.
void check_silent(const words& arguments, const environment_changes& changes, int exit_code) {
    for (const words& how : {words{"--verbose"}, words{"--verbose", "--json"}}) {
        const auto result = run_seedbed(arguments + how, changes);
        check_ends(result, exit_code);
        check_lacks(result.out + result.err, {secret});
    }
}

void check_silent_everywhere(const words& arguments, const environment_changes& changes) {
    check_silent(words{"--all"} + small + arguments, changes, 4);
    check_silent(words{"--clear", "--yes"} + arguments, changes, 4);
    check_silent(words{"plan"} + arguments, changes, 0);
}

} // namespace

BOOST_AUTO_TEST_SUITE(secrets_test)

BOOST_AUTO_TEST_CASE(a_password_in_the_option_is_not_printed) {
    for (const std::string& database :
         {"postgresql://app:" + secret + "@127.0.0.1:1/app",
          "postgresql+psycopg://app:" + secret + "%40x@127.0.0.1:1/app",
          "postgresql://127.0.0.1:1/app?user=app&password=" + secret,
          "host=127.0.0.1 port=1 user=app dbname=app password=" + secret})
        check_silent_everywhere({"--database", database}, {});
}

BOOST_AUTO_TEST_CASE(a_password_in_a_base_url_is_not_printed) {
    for (const char* option : {"--coinspot-url", "--kraken-url", "--cryptopanic-url"})
        check_silent({"--all", option, "ftp://me:" + secret + "@127.0.0.1/"},
                     {{"DATABASE_URL", "postgresql://127.0.0.1:1/app"},
                      {"CRYPTOPANIC_API_KEY", "0123456789abcdef"}},
                     2);
}

BOOST_AUTO_TEST_CASE(a_password_in_the_environment_is_not_printed) {
    check_silent_everywhere({},
                            {{"DATABASE_URL", "postgresql://app:" + secret + "@127.0.0.1:1/app"}});
    check_silent_everywhere({},
                            {{"POSTGRES_SERVER", "127.0.0.1"},
                             {"POSTGRES_PORT", "1"},
                             {"POSTGRES_USER", "app"},
                             {"POSTGRES_PASSWORD", secret}});
    check_silent_everywhere({}, {{"PGHOST", "127.0.0.1"}, {"PGPORT", "1"}, {"PGPASSWORD", secret}});
}

BOOST_AUTO_TEST_CASE(a_password_in_the_configuration_file_is_not_printed) {
    const scratch_directory scratch;
    const auto file = scratch.write(
        "seedbed.toml", "database = \"postgresql://app:" + secret + "@127.0.0.1:1/app\"\n");
    check_silent_everywhere({"--config", file.string()}, {});
}

BOOST_AUTO_TEST_CASE(a_password_in_a_url_that_cannot_be_read_is_not_printed) {
    for (const std::string& database : {"postgresql://app:" + secret + "@x@127.0.0.1:1/app",
                                        "postgresql://app:" + secret + "/x@127.0.0.1:1/app",
                                        "postgresql://app:" + secret + "%zz@127.0.0.1:1/app",
                                        "mysql://app:" + secret + "@127.0.0.1/app",
                                        "postgresql://app:" + secret + "@127.0.0.1:port/app",
                                        "host=127.0.0.1 password='" + secret})
        check_silent({"--all", "--database", database}, {}, 2);
}

BOOST_AUTO_TEST_CASE(a_password_for_another_machine_is_not_printed) {
    check_silent({"--all", "--database", "postgresql://app:" + secret + "@192.0.2.1/app"}, {}, 2);
}

BOOST_FIXTURE_TEST_CASE(the_users_passwords_are_printed_nowhere_and_stored_as_hashes_only,
                        on_database) {
    const words line = arguments(small) + words{"--all", "--user-password", secret + "-users"};
    check_silent(line, {{"FIRST_SUPERUSER_PASSWORD", secret}}, 0);
    BOOST_TEST(users() == "10");
    check_lacks(database.dump(), {secret});
}

BOOST_FIXTURE_TEST_CASE(a_users_password_that_is_refused_is_not_printed, on_database) {
    const std::string too_long = secret + std::string(72, 'x');
    check_silent(arguments(small) + words{"--all"}, {{"FIRST_SUPERUSER_PASSWORD", too_long}}, 2);
    check_silent(arguments(small) + words{"--all", "--user-password", too_long}, {}, 2);
}

BOOST_AUTO_TEST_SUITE_END()
