#include "core/discovery/manifest.hpp"
#include "tests/unit/manifest_texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace seedbed::discovery;
using namespace seedbed::discovery::test;

BOOST_AUTO_TEST_SUITE(manifest_options_test)

BOOST_AUTO_TEST_CASE(options_keep_their_type_default_and_range) {
    const std::vector<option> options = parse_manifest(whole, "x.seedbed.json").value.options;
    BOOST_REQUIRE(options.size() == 6U);

    const option& days = options[0];
    BOOST_TEST(days.name == "days");
    BOOST_TEST((days.type == option_type::integer));
    BOOST_TEST((days.default_value == option_value(std::int64_t{7})));
    BOOST_TEST(days.minimum.value() == 1.0);
    BOOST_TEST(days.maximum.value() == 36500.0);
    BOOST_TEST(days.environment_variable == "PRICE_DAYS");
    BOOST_TEST(days.count);
    BOOST_TEST(days.placeholder == "N");
    BOOST_TEST(!days.secret);
    BOOST_TEST(days.description == "how many days");

    BOOST_TEST((options[1].default_value == option_value(1.0)));
    BOOST_TEST((options[2].default_value == option_value(std::string())));
    BOOST_TEST((options[3].default_value == option_value(false)));
    BOOST_TEST((options[4].default_value == option_value(std::vector<std::string>{"BTC", "ETH"})));
    BOOST_TEST((options[5].default_value == option_value()));
    BOOST_TEST(options[5].secret);
}

BOOST_AUTO_TEST_CASE(a_default_must_fit_its_type_and_range) {
    const std::string at = "x.seedbed.json:4: \"options[0].default\": ";
    check_each({
        {with_option(R"("type": "integer", "default": "7")"), at + "expected integer, got string"},
        {with_option(R"("type": "integer", "default": 7.5)"),
         at + "expected integer, got number 7.5"},
        {with_option(R"("type": "integer", "default": 9223372036854775808)"),
         at + "expected integer, got number 9223372036854775808"},
        {with_option(R"("type": "flag", "default": 1)"), at + "expected flag, got number 1"},
        {with_option(R"("type": "text", "default": null)"), at + "expected text, got null"},
        {with_option(R"("type": "list", "default": "BTC")"),
         at + "expected array of strings, got string"},
        {with_option(R"("type": "list", "default": ["BTC", 1])"),
         at + "expected array of strings, got array"},
        {with_option(R"("type": "integer", "default": 0, "minimum": 1)"),
         at + "0 is below the minimum 1"},
        {with_option(R"("type": "integer", "default": 40000, "maximum": 36500)"),
         at + "40000 is above the maximum 36500"},
        {with_option(R"("type": "number", "default": 0.5, "minimum": 0.75)"),
         at + "0.5 is below the minimum 0.75"},
    });
}

BOOST_AUTO_TEST_CASE(a_range_and_a_count_belong_to_numbers) {
    const std::string at = "x.seedbed.json:4: \"options[0].";
    check_each({
        {with_option(R"("type": "text", "minimum": 1)"),
         at + R"(minimum": only an option of type integer or number has a range)"},
        {with_option(R"("type": "integer", "maximum": 1.5)"),
         at + R"(maximum": expected a whole number up to 2^53, got 1.5)"},
        {with_option(R"("type": "integer", "minimum": 5, "maximum": 4)"),
         at + R"(minimum": 5 is above the maximum 4)"},
        {with_option(R"("type": "flag", "count": true)"),
         at + R"(count": only an option of type integer counts rows)"},
    });
}

BOOST_AUTO_TEST_CASE(an_option_of_the_same_name_twice_is_refused) {
    check_each({{with(R"("options": [
{"name": "days", "type": "flag", "description": "a"},
{"name": "days", "type": "flag", "description": "b"}])"),
                 R"(x.seedbed.json:5: "options[1].name": 'days' stands twice)"}});
}

BOOST_AUTO_TEST_CASE(the_value_of_a_secret_option_is_in_no_message) {
    const std::vector<std::string> texts{
        with_option(R"("type": "integer", "secret": true, "default": 424242, "maximum": 9)"),
        with_option(R"("type": "integer", "secret": true, "default": 424242.5)"),
    };
    for (const std::string& text : texts) {
        const std::vector<std::string> problems = problems_of(text);
        BOOST_REQUIRE(problems.size() == 1U);
        BOOST_TEST(problems.front().find("424242") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_value_fits_an_option_or_the_reason_is_told) {
    option days;
    days.type = option_type::integer;
    days.minimum = 1;
    days.maximum = 10;
    BOOST_TEST(!misfit(days, std::int64_t{1}));
    BOOST_TEST(!misfit(days, std::int64_t{10}));
    BOOST_TEST(misfit(days, std::int64_t{0}).value() == "0 is below the minimum 1");
    BOOST_TEST(misfit(days, std::int64_t{11}).value() == "11 is above the maximum 10");
    BOOST_TEST(misfit(days, std::string("7")).value() == "expected integer");
    BOOST_TEST(misfit(days, option_value()).value() == "expected integer");

    option rate;
    rate.type = option_type::number;
    BOOST_TEST(!misfit(rate, 0.25));
    const double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(misfit(rate, infinity).value() == "inf is not a finite number");
    BOOST_TEST(misfit(rate, std::nan("")).value() == "nan is not a finite number");
}

BOOST_AUTO_TEST_SUITE_END()
