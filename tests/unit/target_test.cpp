#include "core/database/connection_settings.hpp"
#include "core/database/target.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

using seedbed::error;
using seedbed::failure;
using seedbed::database::connection_settings;
using seedbed::database::environment_lookup;
using seedbed::database::is_local;
using seedbed::database::parse_connection_settings;
using seedbed::database::resolve_target;
using seedbed::database::target;
using seedbed::database::value_of;
using origin = target::origin;

namespace {

using variables = std::map<std::string, std::string>;

environment_lookup environment_of(const variables& set) {
    return [set](const std::string& name) -> std::optional<std::string> {
        const auto found = set.find(name);
        return found == set.end() ? std::nullopt : std::optional(found->second);
    };
}

target resolve_option(const std::string& text, const variables& set = {}) {
    return resolve_target(text, environment_of(set));
}

connection_settings settings_of(const target& where) {
    return parse_connection_settings(where.conninfo, "the result");
}

std::string refusal_of(const std::string& text) {
    try {
        resolve_option(text);
    } catch (const error& refused) {
        BOOST_TEST((refused.kind() == failure::usage));
        return refused.what();
    }
    return "no refusal";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(target_test)

BOOST_AUTO_TEST_CASE(the_first_setting_that_names_a_database_decides) {
    struct expectation {
        std::optional<std::string> option;
        variables environment;
        origin from;
        std::string display;
    };
    const variables all{{"DATABASE_URL", "postgresql://url/d"},
                        {"POSTGRES_SERVER", "settings"},
                        {"PGHOST", "variable"}};
    const std::vector<expectation> table{
        {"postgresql://option/d", all, origin::option, "postgresql://option/d"},
        {{}, all, origin::database_url, "postgresql://url/d"},
        {{},
         {{"DATABASE_URL", ""}, {"POSTGRES_SERVER", "settings"}, {"PGHOST", "variable"}},
         origin::postgres_settings,
         "postgresql://settings:5432/"},
        {{},
         {{"POSTGRES_USER", "u"}, {"POSTGRES_DB", "d"}, {"PGHOST", "variable"}},
         origin::libpq_environment,
         "postgresql://variable/"},
        {{}, {{"PGHOSTADDR", "10.0.0.1"}}, origin::libpq_environment, "postgresql://10.0.0.1/"},
        {{}, {{"PGDATABASE", "d"}}, origin::libpq_environment, "postgresql:///d"},
        {{}, {{"PGPORT", "5433"}}, origin::libpq_environment, "postgresql://:5433/"},
        {{}, {{"PGSERVICE", "s"}}, origin::libpq_environment, "postgresql:///?service=s"},
        {{}, {{"PGUSER", "u"}, {"PGPASSWORD", "p"}}, origin::embedded, "the embedded database"},
        {{}, {}, origin::embedded, "the embedded database"},
    };
    for (const expectation& row : table) {
        const target found = resolve_target(row.option, environment_of(row.environment));
        BOOST_TEST_INFO("expected " << name_of(row.from) << ", found " << name_of(found.from));
        BOOST_TEST((found.from == row.from));
        BOOST_TEST(found.display == row.display);
        BOOST_TEST(found.embedded == (row.from == origin::embedded));
        BOOST_TEST(found.conninfo.empty() == found.embedded);
    }
}

BOOST_AUTO_TEST_CASE(urls_are_read_in_every_common_form) {
    const connection_settings full{{"host", "db.example"},
                                   {"port", "5433"},
                                   {"user", "app"},
                                   {"password", "secret"},
                                   {"dbname", "coins"}};
    const auto with = [](connection_settings settings, const char* keyword, const char* value) {
        settings[keyword] = value;
        return settings;
    };
    struct expectation {
        std::string text;
        connection_settings settings;
    };
    const std::vector<expectation> table{
        {"postgresql://app:secret@db.example:5433/coins", full},
        {"postgres://app:secret@db.example:5433/coins", full},
        {"postgresql+psycopg://app:secret@db.example:5433/coins", full},
        {"postgresql+asyncpg://app:secret@db.example:5433/coins", full},
        {"postgresql+psycopg2://app:secret@db.example:5433/coins", full},
        {"  postgresql://app:secret@db.example:5433/coins\n", full},
        {"postgresql://app:s%40c%2Fr%3Aet%3F%25@db.example:5433/coins",
         with(full, "password", "s@c/r:et?%")},
        {"postgresql://app:s:e?c#ret@db.example:5433/coins", with(full, "password", "s:e?c#ret")},
        {"postgresql://app:secret@db.example:5433/coins?sslmode=require&connect_timeout=3",
         with(with(full, "sslmode", "require"), "connect_timeout", "3")},
        {"postgresql+asyncpg://app:secret@db.example:5433/coins?ssl=verify-full",
         with(full, "sslmode", "verify-full")},
        {"postgresql+asyncpg://app:secret@db.example:5433/coins?ssl=true",
         with(full, "sslmode", "require")},
        {"postgresql+asyncpg://app:secret@db.example:5433/coins?ssl=false",
         with(full, "sslmode", "disable")},
        {"postgresql+asyncpg://app:secret@db.example:5433/coins"
         "?prepared_statement_cache_size=0&sslmode=allow",
         with(full, "sslmode", "allow")},
        {"postgresql://u@/d?host=%2Fvar%2Frun%2Fpostgresql&port=5433",
         {{"user", "u"}, {"dbname", "d"}, {"host", "/var/run/postgresql"}, {"port", "5433"}}},
        {"postgresql:///d", {{"dbname", "d"}}},
        {"postgresql://[::1]:5433/d", {{"host", "::1"}, {"port", "5433"}, {"dbname", "d"}}},
        {"postgresql://a:1,b:2/d", {{"host", "a,b"}, {"port", "1,2"}, {"dbname", "d"}}},
        {"host=h dbname='with space' password='it\\'s \\\\'",
         {{"host", "h"}, {"dbname", "with space"}, {"password", "it's \\"}}},
    };
    for (const expectation& row : table) {
        BOOST_TEST_INFO(row.text);
        BOOST_TEST((settings_of(resolve_option(row.text)) == row.settings));
    }
}

BOOST_AUTO_TEST_CASE(the_applications_settings_make_a_conninfo) {
    const target found = resolve_target({},
                                        environment_of({{"POSTGRES_SERVER", "db"},
                                                        {"POSTGRES_PORT", "5434"},
                                                        {"POSTGRES_USER", "app"},
                                                        {"POSTGRES_PASSWORD", "it's a \\secret"},
                                                        {"POSTGRES_DB", "coins"},
                                                        {"PGPORT", "1"}}));
    const connection_settings expected{{"host", "db"},
                                       {"port", "5434"},
                                       {"user", "app"},
                                       {"password", "it's a \\secret"},
                                       {"dbname", "coins"}};
    BOOST_TEST((settings_of(found) == expected));
    BOOST_TEST(found.display == "postgresql://app@db:5434/coins");
}

BOOST_AUTO_TEST_CASE(libpqs_variables_fill_what_is_left_open) {
    const variables set{{"PGHOST", "h"}, {"PGPORT", "5433"}, {"PGUSER", "u"}, {"PGDATABASE", "d"}};
    BOOST_TEST(resolve_option("postgresql:///mine", set).display == "postgresql://u@h:5433/mine");
    BOOST_TEST(resolve_option("postgresql://me@other:1/mine", set).display ==
               "postgresql://me@other:1/mine");
}

BOOST_AUTO_TEST_CASE(the_environment_does_not_redirect_a_named_host) {
    for (const variables& set :
         {variables{{"PGHOSTADDR", "10.0.0.1"}}, variables{{"PGSERVICE", "remote"}}}) {
        const target found = resolve_option("postgresql://localhost/d", set);
        const auto settings = settings_of(found);
        BOOST_TEST(settings.contains("hostaddr"));
        BOOST_TEST(value_of(settings, "hostaddr").empty());
        BOOST_TEST(is_local(found));
    }
    BOOST_TEST(!is_local(resolve_option("postgresql:///d", {{"PGHOSTADDR", "10.0.0.1"}})));
}

BOOST_AUTO_TEST_CASE(a_display_never_holds_the_password) {
    for (const std::string text : {"postgresql://u:secret@h/d",
                                   "postgresql://u@h/d?password=secret",
                                   "postgresql://u@h/d?sslpassword=secret",
                                   "postgresql+psycopg://u:secret@/d?host=/tmp",
                                   "host=h password=secret",
                                   "postgresql://u:secret@h/d?service=s"}) {
        const target found = resolve_option(text);
        BOOST_TEST(contains(found.conninfo, "secret"), text);
        BOOST_TEST(!contains(found.display, "secret"), found.display);
    }
}

BOOST_AUTO_TEST_CASE(displays_show_sockets_lists_and_ipv6) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"postgresql://u@/d?host=/tmp/a", "postgresql://u@/d?host=/tmp/a"},
        {"postgresql://[::1]:5433/d", "postgresql://[::1]:5433/d"},
        {"postgresql://a:1,b:2/d", "postgresql://a:1,b:2/d"},
        {"postgresql://a,b/d?port=7", "postgresql://a:7,b:7/d"},
    };
    for (const auto& [text, display] : table) {
        BOOST_TEST(resolve_option(text).display == display);
    }
}

BOOST_AUTO_TEST_CASE(a_bad_url_is_refused_with_the_reason_and_without_the_password) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"", "is not a database URL"},
        {"s3cret", "is not a database URL"},
        {"mysql://u:s3cret@h/d", "has the scheme 'mysql'"},
        {"u:s3cret@h://x", "has no known scheme"},
        {"postgresql://u:s3/cret@h/d", "has an '@' where none can stand"},
        {"postgresql://u:s3@cret@h/d", "has an '@' where none can stand"},
        {"postgresql://u:s3/c?ret@h/d", "has an '@' where none can stand"},
        {"postgresql://u:s3%cret@h/d", "has a '%'"},
        {"postgresql://u:s3cret%@h/d", "has a '%'"},
        {"postgresql://u:s3cret%00@h/d", "has a '%'"},
        {"postgresql://u:s3cret", "has a port that is not a number"},
        {"postgresql://u:s3cret@h:0/d", "has a port that is not a number"},
        {"postgresql://u:s3cret@h:65536/d", "has a port that is not a number"},
        {"postgresql://u:s3cret@h:1,i:x/d", "has a port that is not a number"},
        {"postgresql://u:s3cret@h/d?schema=public", "does not know: 'schema'"},
        {"postgresql://u:s3cret@h/d?s3-cret", "does not know; remove it"},
        {"postgresql://u:s3cret@[::1/d", "cannot read"},
        {"host=h password='s3cret", "is not libpq's keyword=value form"},
        {"host=h pasword=s3cret", "is not libpq's keyword=value form"},
    };
    for (const auto& [text, reason] : table) {
        const std::string message = refusal_of(text);
        BOOST_TEST(message.starts_with("--database "), message);
        BOOST_TEST(contains(message, reason), message);
        BOOST_TEST(!contains(message, "s3"), message);
        BOOST_TEST(!contains(message, "cret"), message);
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_variable) {
    const std::vector<std::pair<variables, std::string>> table{
        {{{"DATABASE_URL", "sqlite://x"}}, "DATABASE_URL has the scheme 'sqlite'"},
        {{{"POSTGRES_SERVER", "h"}, {"POSTGRES_PORT", "x"}}, "POSTGRES_PORT has a port"},
        {{{"PGPORT", "x"}}, "PGPORT has a port"},
    };
    for (const auto& row : table) {
        const auto starts_so = [&](const error& refused) {
            return std::string(refused.what()).starts_with(row.second) &&
                   refused.kind() == failure::usage;
        };
        BOOST_CHECK_EXCEPTION(resolve_target({}, environment_of(row.first)), error, starts_so);
    }
}

BOOST_AUTO_TEST_CASE(a_target_is_local_when_all_its_hosts_are) {
    const std::vector<std::pair<std::string, bool>> table{
        {"postgresql:///d", true},
        {"postgresql:///d?host=/var/run/postgresql", true},
        {"host=@abstract", true},
        {"postgresql://localhost/d", true},
        {"postgresql://LocalHost/d", true},
        {"postgresql://127.0.0.1/d", true},
        {"postgresql://127.8.9.1/d", true},
        {"postgresql://[::1]/d", true},
        {"postgresql://[::ffff:127.0.0.1]/d", true},
        {"postgresql://localhost,127.0.0.1/d", true},
        {"postgresql://db.example/d?hostaddr=127.0.0.1", true},
        {"postgresql://localhost/d?hostaddr=10.0.0.1", false},
        {"postgresql://localhost,db.example/d", false},
        {"host=localhost,localhost hostaddr=127.0.0.1,10.0.0.1", false},
        {"host=localhost,db.example hostaddr=127.0.0.1,", false},
        {"postgresql://db/d", false},
        {"postgresql://127.0.0.1.example/d", false},
        {"postgresql://localhost.example/d", false},
        {"postgresql://128.0.0.1/d", false},
        {"postgresql://0.0.0.0/d", false},
        {"postgresql://[fe80::1]/d", false},
        {"service=unknown", false},
        {"host=/tmp service=unknown", true}, // the service cannot replace a host that is named
    };
    for (const auto& [text, local] : table) {
        BOOST_TEST(is_local(resolve_option(text)) == local, text);
    }
    BOOST_TEST(is_local(resolve_target({}, environment_of({}))));
}

BOOST_AUTO_TEST_SUITE_END()
