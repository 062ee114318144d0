#include "core/cli/option_values.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace seedbed::cli;
using seedbed::failure;
using seedbed::discovery::option;
using seedbed::discovery::option_type;
using seedbed::discovery::option_value;
using seedbed::test::check_refused;

namespace {

using variables = std::map<std::string, std::string>;
using list = std::vector<std::string>;

option made(const std::string& name, option_type type, option_value standard = {}) {
    option made;
    made.name = name;
    made.type = type;
    made.default_value = std::move(standard);
    return made;
}

std::vector<option_group> sample_options() {
    option days = made("days", option_type::integer, std::int64_t{7});
    days.environment_variable = "DAYS";
    days.minimum = 1;
    days.maximum = 100;
    option key = made("api-key", option_type::integer);
    key.secret = true;
    return {{.title = "Prices",
             .plugin = "prices",
             .options = {days,
                         made("volatility", option_type::number, 1.5),
                         made("market", option_type::text, std::string("bull")),
                         made("gaps", option_type::flag, false),
                         made("coins", option_type::list, list{"BTC"}),
                         key}}};
}

resolved_options resolve(const option_texts& command_line,
                         const option_texts& configuration = {},
                         const variables& environment = {}) {
    return resolve_options(sample_options(),
                           command_line,
                           configuration,
                           [&](const std::string& name) -> std::optional<std::string> {
                               const auto found = environment.find(name);
                               return found == environment.end() ? std::nullopt
                                                                 : std::optional(found->second);
                           });
}

std::int64_t days_of(const resolved_options& options) {
    return std::get<std::int64_t>(options.at("days").value);
}

struct misfit {
    const char* name;
    const char* text;
    const char* problem;
};

std::ostream& operator<<(std::ostream& out, const misfit& row) {
    return out << row.name << " = '" << row.text << "'";
}

const std::array<misfit, 13> misfits{{
    {"days", "seven", "--days: 'seven' is not a whole number"},
    {"days", "7.5", "--days: '7.5' is not a whole number"},
    {"days", "", "--days: '' is not a whole number"},
    {"days", "7 ", "--days: '7 ' is not a whole number"},
    {"days", "99999999999999999999", "is not a whole number"},
    {"days", "0", "--days: 0 is below the minimum 1"},
    {"days", "101", "--days: 101 is above the maximum 100"},
    {"volatility", "high", "--volatility: 'high' is not a number"},
    {"volatility", "inf", "not a finite number"},
    {"gaps", "perhaps", "--gaps: 'perhaps' is not true or false"},
    {"coins", "", "--coins: '' has an empty item"}, // an unset variable, not "none"
    {"coins", "BTC,,ETH", "--coins: 'BTC,,ETH' has an empty item"},
    {"coins", "BTC,", "--coins: 'BTC,' has an empty item"},
}};

/// A configuration file of its own for a test.
class configuration_file {
public:
    explicit configuration_file(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("seedbed-option-values-" + std::to_string(getpid()) + ".toml")) {
        std::ofstream(path_) << text;
    }
    ~configuration_file() { std::filesystem::remove(path_); }
    configuration_file(const configuration_file&) = delete;
    configuration_file& operator=(const configuration_file&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(option_values_test)

BOOST_AUTO_TEST_CASE(without_a_word_from_the_user_defaults_count) {
    const resolved_options options = resolve({});
    BOOST_TEST(days_of(options) == 7);
    BOOST_TEST(std::get<double>(options.at("volatility").value) == 1.5);
    BOOST_TEST(std::get<std::string>(options.at("market").value) == "bull");
    BOOST_TEST(!std::get<bool>(options.at("gaps").value));
    BOOST_TEST((std::get<list>(options.at("coins").value) == list{"BTC"}));
    BOOST_TEST((options.at("days").origin == value_origin::built_in));
    BOOST_TEST(options.at("api-key").value.index() == 0U); // no default: no value
}

BOOST_AUTO_TEST_CASE(command_line_wins_over_environment_over_configuration_over_default) {
    const option_texts command_line{{"days", {"4"}}};
    const option_texts configuration{{"days", {"2"}}};
    const variables environment{{"DAYS", "3"}};

    const auto from_file = resolve({}, configuration);
    BOOST_TEST(days_of(from_file) == 2);
    BOOST_TEST((from_file.at("days").origin == value_origin::configuration));
    const auto from_environment = resolve({}, configuration, environment);
    BOOST_TEST(days_of(from_environment) == 3);
    BOOST_TEST((from_environment.at("days").origin == value_origin::environment));
    const auto from_command_line = resolve(command_line, configuration, environment);
    BOOST_TEST(days_of(from_command_line) == 4);
    BOOST_TEST((from_command_line.at("days").origin == value_origin::command_line));
}

BOOST_AUTO_TEST_CASE(an_empty_variable_counts_as_not_set) {
    BOOST_TEST(days_of(resolve({}, {}, {{"DAYS", ""}})) == 7);
}

BOOST_AUTO_TEST_CASE(of_a_repeated_option_the_last_one_counts_and_of_a_list_all) {
    const auto options = resolve({{"days", {"1", "2"}}, {"coins", {"ETH,ADA", "DOGE"}}});
    BOOST_TEST(days_of(options) == 2);
    BOOST_TEST((std::get<list>(options.at("coins").value) == list{"ETH", "ADA", "DOGE"}));
}

BOOST_AUTO_TEST_CASE(flags_are_written_in_several_ways) {
    for (const char* yes : {"true", "1", "yes", "on"})
        BOOST_TEST(std::get<bool>(resolve({{"gaps", {yes}}}).at("gaps").value));
    for (const char* no : {"false", "0", "no", "off"})
        BOOST_TEST(!std::get<bool>(resolve({{"gaps", {no}}}).at("gaps").value));
}

BOOST_DATA_TEST_CASE(a_value_that_does_not_fit_is_refused, misfits, row) {
    check_refused(failure::usage, {row.problem}, [&] { resolve({{row.name, {row.text}}}); });
}

BOOST_AUTO_TEST_CASE(all_problems_are_told_at_once_with_where_each_came_from) {
    check_refused(failure::usage,
                  {"environment variable DAYS: 'x' is not a whole number",
                   "--gaps: 'y' is not true or false",
                   "'volatility' in the configuration file: 'z' is not a number",
                   "'marktet' in the configuration file is no option",
                   "market"},
                  [] {
                      resolve({{"gaps", {"y"}}},
                              {{"volatility", {"z"}}, {"marktet", {"bear"}}},
                              {{"DAYS", "x"}});
                  });
}

BOOST_AUTO_TEST_CASE(a_secret_value_is_never_repeated) {
    try {
        resolve({{"api-key", {"hunter2"}}});
        BOOST_ERROR("nothing was refused");
    } catch (const seedbed::error& refused) {
        BOOST_TEST(std::string(refused.what()).find("hunter2") == std::string::npos);
        seedbed::test::check_contains(refused.what(), {"--api-key"});
    }
}

BOOST_AUTO_TEST_CASE(a_configuration_file_is_lines_of_names_and_values) {
    const configuration_file file("# my defaults\ndays = 3\nmarket = \"bear\"\n"
                                  "coins = [\"ETH\", \"ADA\"]\ngaps = true\n");
    const auto options = resolve({}, read_configuration(file.path()));
    BOOST_TEST(days_of(options) == 3);
    BOOST_TEST(std::get<std::string>(options.at("market").value) == "bear");
    BOOST_TEST((std::get<list>(options.at("coins").value) == list{"ETH", "ADA"}));
    BOOST_TEST(std::get<bool>(options.at("gaps").value));
}

BOOST_AUTO_TEST_CASE(a_configuration_file_that_is_not_there_is_named) {
    check_refused(failure::usage, {"'/nowhere/seedbed.toml' cannot be read"}, [] {
        read_configuration("/nowhere/seedbed.toml");
    });
}

BOOST_AUTO_TEST_SUITE_END()
