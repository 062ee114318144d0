#include "tests/support/refusal.hpp"

#include <seedbed/options.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

using seedbed::failure;
using seedbed::option_values;
using seedbed::test::check_refused;

namespace {

option_values sample() {
    return {"prices",
            {{"real", true},
             {"days", std::int64_t{7}},
             {"volatility", 1.5},
             {"market", std::string("bull")},
             {"coins", std::vector<std::string>{"BTC", "ETH"}}},
            {"days"},
            {{"API_KEY", "secret"}, {"REGION", std::nullopt}}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(options_test)

BOOST_AUTO_TEST_CASE(each_type_is_read_as_declared) {
    const option_values options = sample();
    BOOST_TEST(options.flag("real"));
    BOOST_TEST(options.integer("days") == 7);
    BOOST_TEST(options.number("volatility") == 1.5);
    BOOST_TEST(options.text("market") == "bull");
    BOOST_TEST((options.list("coins") == std::vector<std::string>{"BTC", "ETH"}));
}

BOOST_AUTO_TEST_CASE(a_plugin_can_tell_what_the_user_gave_from_a_default) {
    BOOST_TEST(sample().given("days"));
    BOOST_TEST(!sample().given("market"));
}

BOOST_AUTO_TEST_CASE(a_declared_variable_may_be_unset) {
    const option_values options = sample();
    BOOST_TEST(options.environment("API_KEY").value() == "secret");
    BOOST_TEST(!options.environment("REGION").has_value());
}

BOOST_AUTO_TEST_CASE(the_manifest_is_the_one_source_of_truth) {
    const option_values options = sample();
    check_refused(failure::plugin, {"'prices'", "'weeks'", "does not declare"}, [&] {
        options.integer("weeks");
    });
    check_refused(failure::plugin, {"'prices'", "'days'", "as text", "another type"}, [&] {
        options.text("days");
    });
    check_refused(failure::plugin, {"'prices'", "'HOME'", "does not declare"}, [&] {
        options.environment("HOME");
    });
}

BOOST_AUTO_TEST_SUITE_END()
