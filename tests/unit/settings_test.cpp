#include "core/cli/settings.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

using namespace seedbed::cli;
using seedbed::failure;
using seedbed::timestamp;
using seedbed::test::check_refused;

namespace {

using list = std::vector<std::string>;

std::optional<std::string> no_variables(const std::string& /*name*/) {
    return std::nullopt;
}

/// seedbed's own options, and those of a plugin whose --users counts rows.
std::vector<option_group> groups() {
    std::vector<option_group> all = own_options();
    seedbed::discovery::option users;
    users.name = "users";
    users.type = seedbed::discovery::option_type::integer;
    users.default_value = std::int64_t{10};
    users.count = true;
    users.environment_variable = "USERS";
    all.push_back({.title = "users", .plugin = "users", .options = {users}});
    return all;
}

settings understood(const option_texts& command_line,
                    const seedbed::database::environment_lookup& environment = no_variables) {
    return read_settings(resolve_options(groups(), command_line, {}, environment), groups());
}

/// What a command line asks for.
struct request {
    option_texts options;
    bool starts_run;
    bool seeds;
    bool clears;
};

std::ostream& operator<<(std::ostream& out, const request& row) {
    for (const auto& [name, texts] : row.options)
        out << "--" << name << ' ';
    return out;
}

const option_texts::mapped_type on{"true"};

const std::array<request, 9> requests{{
    {{{"all", on}}, true, true, false},
    {{{"only", {"users"}}}, true, true, false},
    {{{"users", {"5"}}}, true, true, false}, // a count alone runs everything
    {{{"no-real-data", on}}, true, true, false},
    {{{"skip", {"users"}}}, true, true, false},
    {{{"clear", on}}, true, false, true},
    {{{"clear", on}, {"all", on}}, true, true, true},
    {{{"clear", on}, {"users", {"5"}}}, true, true, true},
    {{{"seed", {"7"}}}, false, true, false}, // says nothing about what to run
}};

} // namespace

BOOST_AUTO_TEST_SUITE(settings_test)

BOOST_DATA_TEST_CASE(a_command_line_says_whether_to_run_to_seed_and_to_clear, requests, row) {
    const settings s = understood(row.options);
    BOOST_TEST(s.starts_run == row.starts_run);
    BOOST_TEST(s.seed == row.seeds);
    BOOST_TEST(s.clear == row.clears);
}

BOOST_AUTO_TEST_CASE(a_count_from_the_environment_does_not_start_a_run) {
    const settings s = understood({}, [](const std::string& name) -> std::optional<std::string> {
        return name == "USERS" ? std::optional<std::string>("5") : std::nullopt;
    });
    BOOST_TEST(!s.starts_run);
}

BOOST_AUTO_TEST_CASE(everything_has_a_default) {
    const settings s = understood({});
    BOOST_TEST(s.run_seed == 42U);
    BOOST_TEST(!s.as_of.has_value());
    BOOST_TEST(!s.database.has_value());
    BOOST_TEST(!s.ca_file.has_value());
    BOOST_TEST((s.color == color_mode::automatic));
    BOOST_TEST(!(s.all || s.dry_run || s.keep_going || s.yes || s.json || s.quiet || s.verbose ||
                 s.allow_remote || s.selection.no_real_data));
}

BOOST_AUTO_TEST_CASE(the_selection_is_taken_as_given) {
    const settings s = understood({{"only", {"users,prices"}}, {"skip", {"orders"}}});
    BOOST_TEST((s.selection.only == list{"users", "prices"}));
    BOOST_TEST((s.selection.skip == list{"orders"}));
}

BOOST_AUTO_TEST_CASE(as_of_is_cut_to_the_grid) {
    const auto as_of = [](const char* text) {
        return understood({{"as-of", {text}}}).as_of.value().to_string();
    };
    BOOST_TEST(as_of("2026-11-22T14:39:59Z") == "2026-11-22T14:35:00Z");
    BOOST_TEST(as_of("2026-11-22") == "2026-11-22T00:00:00Z");
    BOOST_TEST(!understood({{"as-of", {"now"}}}).as_of.has_value());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused) {
    check_refused(failure::usage, {"--all and --only exclude each other"}, [] {
        understood({{"all", on}, {"only", {"users"}}});
    });
    check_refused(failure::usage, {"--color", "'sometimes'", "auto, always, never"}, [] {
        understood({{"color", {"sometimes"}}});
    });
    check_refused(failure::usage, {"'yesterday' is not a time"}, [] {
        understood({{"as-of", {"yesterday"}}});
    });
    check_refused(failure::usage, {"--seed", "minimum"}, [] { understood({{"seed", {"-1"}}}); });
}

BOOST_AUTO_TEST_CASE(a_run_is_as_of_now_unless_another_time_is_named) {
    const timestamp now = timestamp::parse("2026-11-22T14:37:12.5Z");
    const auto present = make_run_info(understood({{"seed", {"7"}}}), now, true);
    BOOST_TEST(present.as_of.to_string() == "2026-11-22T14:35:00Z");
    BOOST_TEST(present.as_of_now);
    BOOST_TEST(present.seed == 7U);
    BOOST_TEST(present.remote);
    const auto past = make_run_info(understood({{"as-of", {"2026-11-22T14:30Z"}}}), now, false);
    BOOST_TEST(past.as_of.to_string() == "2026-11-22T14:30:00Z");
    BOOST_TEST(!past.as_of_now);
    const auto named = make_run_info(understood({{"as-of", {"2026-11-22T14:36Z"}}}), now, false);
    BOOST_TEST(named.as_of_now); // the same slot: live data belongs to it
}

BOOST_AUTO_TEST_CASE(a_plugin_gets_what_its_manifest_declares_and_nothing_else) {
    seedbed::discovery::manifest manifest;
    manifest.name = "users";
    manifest.options = groups().back().options;
    manifest.environment = {{"FIRST_SUPERUSER", "its e-mail", false}, {"EMPTY", "nothing", false}};
    const std::map<std::string, std::string> environment{
        {"FIRST_SUPERUSER", "root@example.com"}, {"EMPTY", ""}, {"HOME", "/root"}};
    const auto values =
        plugin_options(manifest,
                       resolve_options(groups(), {{"users", {"5"}}}, {}, no_variables),
                       [&](const std::string& name) -> std::optional<std::string> {
                           return environment.at(name);
                       });
    BOOST_TEST(values.integer("users") == 5);
    BOOST_TEST(values.given("users"));
    BOOST_TEST(values.environment("FIRST_SUPERUSER").value() == "root@example.com");
    BOOST_TEST(!values.environment("EMPTY").has_value());
    check_refused(failure::plugin, {"'HOME'"}, [&] { values.environment("HOME"); });
    check_refused(failure::plugin, {"'seed'"}, [&] { values.integer("seed"); });
}

BOOST_AUTO_TEST_SUITE_END()
