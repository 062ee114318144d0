#include "core/discovery/manifest.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace seedbed::discovery;

namespace {

const std::string whole = R"({
  "name": "price_history",
  "version": "1.2",
  "kind": "model",
  "description": "Five-minute prices that look like a market",
  "library": "libseedbed_plugin_price_history.so",
  "sdk": { "boost": "1.81", "sanitizer": "" },
  "depends": [
    { "plugin": "coinspot_prices", "version": ">=1.0", "optional": true },
    { "plugin": "coins" }
  ],
  "models": ["price"],
  "options": [
    { "name": "days", "type": "integer", "default": 7, "minimum": 1, "maximum": 36500,
      "env": "PRICE_DAYS", "count": true, "value": "N", "description": "how many days" },
    { "name": "volatility", "type": "number", "default": 1, "description": "times the usual" },
    { "name": "market", "type": "text", "default": "", "description": "bull, bear or crash" },
    { "name": "gaps", "type": "flag", "default": false, "description": "leave gaps" },
    { "name": "coins", "type": "list", "default": ["BTC", "ETH"], "description": "which" },
    { "name": "api-key", "type": "text", "secret": true, "description": "for the API" }
  ],
  "environment": [
    { "name": "FIRST_SUPERUSER", "description": "its e-mail", "secret": true }
  ]
})";

const std::string required = R"("name": "orders", "version": "1.0", "kind": "model",
"description": "Orders", "library": "liborders.so", "sdk": {})";

std::string with(const std::string& members) {
    return "{" + required + ",\n" + members + "}";
}

std::string with_option(const std::string& members) {
    return with(R"("options": [{"name": "days", "description": "how many",
)" + members + "}]");
}

std::vector<std::string> problems_of(const std::string& text) {
    return parse_manifest(text, "x.seedbed.json").problems;
}

struct mistake {
    std::string text;
    std::string problem;
};

void check_each(const std::vector<mistake>& mistakes) {
    for (const mistake& each : mistakes) {
        const std::vector<std::string> problems = problems_of(each.text);
        BOOST_TEST_INFO("manifest: " << each.text);
        BOOST_TEST(problems == std::vector<std::string>{each.problem},
                   boost::test_tools::per_element());
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(manifest_test)

BOOST_AUTO_TEST_CASE(a_whole_manifest_is_read_field_by_field) {
    const parsed_manifest parsed = parse_manifest(whole, "price_history.seedbed.json");
    BOOST_TEST(parsed.problems == std::vector<std::string>{}, boost::test_tools::per_element());

    const manifest& read = parsed.value;
    BOOST_TEST(read.name == "price_history");
    BOOST_TEST(read.version.text() == "1.2");
    BOOST_TEST((read.kind == plugin_kind::model));
    BOOST_TEST(read.description == "Five-minute prices that look like a market");
    BOOST_TEST(read.library == "libseedbed_plugin_price_history.so");
    BOOST_TEST(
        (read.sdk == std::map<std::string, std::string>{{"boost", "1.81"}, {"sanitizer", ""}}));
    BOOST_TEST(read.models == std::vector<std::string>{"price"});

    BOOST_REQUIRE(read.depends.size() == 2U);
    BOOST_TEST(read.depends[0].plugin == "coinspot_prices");
    BOOST_TEST(read.depends[0].versions.text() == ">= 1.0");
    BOOST_TEST(read.depends[0].optional);
    BOOST_TEST(read.depends[1].versions.text() == "*");
    BOOST_TEST(!read.depends[1].optional);

    BOOST_REQUIRE(read.environment.size() == 1U);
    BOOST_TEST(read.environment[0].name == "FIRST_SUPERUSER");
    BOOST_TEST(read.environment[0].description == "its e-mail");
    BOOST_TEST(read.environment[0].secret);
}

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

BOOST_AUTO_TEST_CASE(a_manifest_needs_only_six_fields) {
    const parsed_manifest parsed = parse_manifest("{" + required + "}", "x.seedbed.json");
    BOOST_TEST(parsed.problems == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_TEST(parsed.value.depends.empty());
    BOOST_TEST(parsed.value.options.empty());
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_is_reported_with_its_line) {
    check_each({
        {with(R"("depends": "users")"),
         R"(x.seedbed.json:3: "depends": expected array of objects, got string)"},
        {with(R"("depends": ["users"])"),
         R"(x.seedbed.json:3: "depends[0]": expected object, got string)"},
        {with("\"depends\": [{\"plugin\":\n\"users\",\n\"version\": 1.0}]"),
         R"(x.seedbed.json:5: "depends[0].version": expected string, got number 1.0)"},
        {with(R"("depends": [{"plugin": "users", "optional": "yes"}])"),
         R"(x.seedbed.json:3: "depends[0].optional": expected boolean, got string)"},
        {with(R"("models": {})"),
         R"(x.seedbed.json:3: "models": expected array of strings, got object)"},
        {with("\"models\": [\"a\",\n\n null]"),
         R"(x.seedbed.json:5: "models[1]": expected string, got null)"},
        {with("\n\n\"options\": true"),
         R"(x.seedbed.json:5: "options": expected array of objects, got boolean)"},
        {with(R"("environment": [[]])"),
         R"(x.seedbed.json:3: "environment[0]": expected object, got array)"},
        {with_option(R"("type": "integer", "minimum": "1")"),
         R"(x.seedbed.json:4: "options[0].minimum": expected number, got string)"},
        {"[]", "x.seedbed.json:1: expected object, got array"},
        {"\"text\"", "x.seedbed.json:1: expected object, got string"},
    });
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_an_error_with_the_nearest_key) {
    check_each({
        {with(R"("dependz": [])"),
         R"(x.seedbed.json:3: unknown key "dependz"; did you mean 'depends'?)"},
        {with(R"("depends": [{"plugin": "users", "versoin": "*"}])"),
         R"(x.seedbed.json:3: unknown key "depends[0].versoin"; did you mean 'version'?)"},
        {with(R"("homepage": "")"),
         R"(x.seedbed.json:3: unknown key "homepage"; the keys here are name, version, kind, )"
         R"(description, library, sdk, depends, models, options, environment, http)"},
        {with(R"("depends": [{"plugin": "users", "why": 1}])"),
         R"(x.seedbed.json:3: unknown key "depends[0].why"; the keys here are plugin, version, )"
         R"(optional)"},
    });
}

BOOST_AUTO_TEST_CASE(names_versions_and_words_are_checked) {
    check_each({
        {with(R"("depends": [{"plugin": "Users"}])"),
         R"(x.seedbed.json:3: "depends[0].plugin": 'Users' is not a name here; use a lower-case )"
         R"(letter, then lower-case letters, digits and '_', at most 64 in all)"},
        {with(R"("depends": [{"plugin": "users"},
{"plugin": "users"}])"),
         R"(x.seedbed.json:4: "depends[1].plugin": 'users' stands twice)"},
        {with(R"("depends": [{"plugin": "users", "version": "1.0"}])"),
         R"(x.seedbed.json:3: "depends[0].version": '1.0' is not a version range: nothing says )"
         R"(how to compare with '1.0'; write comparisons such as ">=1.0 <2", "^1.2", "~1.4.1" or )"
         R"("*")"},
        {with(R"("depends": [{}])"), R"(x.seedbed.json:3: "depends[0].plugin" is missing)"},
        {with(R"("models": ["price", "price"])"),
         R"(x.seedbed.json:3: "models[1]": 'price' stands twice)"},
        {with(R"("models": [""])"), R"(x.seedbed.json:3: "models[0]": is empty)"},
        {with(R"("environment": [{"name": "1A", "description": "a"}])"),
         R"(x.seedbed.json:3: "environment[0].name": '1A' is not the name of an environment )"
         R"(variable; use letters, digits and '_', no digit first)"},
        {with_option(R"("type": "int", "default": 7, "minimum": 1)"),
         R"(x.seedbed.json:4: "options[0].type": 'int' is none of integer, number, text, flag, )"
         R"(list)"},
        {with_option(R"("type": "interger")"),
         R"(x.seedbed.json:4: "options[0].type": 'interger' is none of integer, number, text, )"
         R"(flag, list; did you mean 'integer'?)"},
    });
}

const std::string source = R"({"name": "a", "version": "1.0", "kind": "source",
"description": "A", "library": "liba.so", "sdk": {}, "http": )";

BOOST_AUTO_TEST_CASE(a_source_says_how_it_treats_hosts) {
    const parsed_manifest parsed = parse_manifest(
        source + R"({"requests_per_second": 0.5, "concurrent": 3, "cache_seconds": 600,
"redirect_to": ["api.example.com", "*.r2.dev"]}})",
        "x.seedbed.json");
    BOOST_TEST(parsed.problems.empty());
    const http_rules& rules = parsed.value.http;
    BOOST_TEST(rules.requests_per_second == 0.5);
    BOOST_TEST(rules.concurrent == 3);
    BOOST_TEST(rules.cache.count() == 600);
    BOOST_TEST(rules.redirect_to == (std::vector<std::string>{"api.example.com", "*.r2.dev"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_source_that_says_nothing_is_considerate) {
    const http_rules rules = parse_manifest(source + "{}}", "x.seedbed.json").value.http;
    BOOST_TEST(rules.requests_per_second == 5);
    BOOST_TEST(rules.concurrent == 2);
    BOOST_TEST(rules.cache.count() == 0);
    BOOST_TEST(rules.redirect_to.empty());
}

BOOST_AUTO_TEST_CASE(what_a_source_says_of_hosts_is_checked) {
    const std::string at = "x.seedbed.json:2: \"http";
    check_each({
        {source + "1}", at + R"(": expected object, got number 1)"},
        {source + R"({"requests_per_second": 0}})",
         at + R"(.requests_per_second": 0 is no number between 0.001 and 1000)"},
        {source + R"({"concurrent": 1.5}})",
         at + R"(.concurrent": 1.5 is no whole number between 1 and 100)"},
        {source + R"({"cache_seconds": -1}})",
         at + R"(.cache_seconds": -1 is no whole number between 0 and 2678400)"},
        {source + R"({"redirect_to": ["https://a.example"]}})",
         at + R"(.redirect_to[0]": 'https://a.example' is no host; write a name in lower case, )"
              R"(such as api.example.com, or *.example.com)"},
        {source + R"({"burst": 1}})",
         "x.seedbed.json:2: unknown key \"http.burst\"; the keys here are requests_per_second, "
         "concurrent, cache_seconds, redirect_to"},
        {with(R"("http": {})"),
         R"(x.seedbed.json:3: "http": only a source asks the network; its kind is "source")"},
    });
}

BOOST_AUTO_TEST_CASE(a_name_has_at_most_64_characters) {
    const auto named = [](std::size_t length) {
        return problems_of(with(R"("models": [")" + std::string(length, 'a') + R"("])"));
    };
    BOOST_TEST(named(64).empty());
    BOOST_TEST(named(65).size() == 1U);
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

BOOST_AUTO_TEST_CASE(a_library_is_a_plain_file_name) {
    for (const char* library : {"../liborders.so", "/lib/liborders.so", ".."}) {
        std::string text = "{" + required + "}";
        text.replace(text.find("liborders.so"), std::string("liborders.so").size(), library);
        const std::vector<std::string> problems = problems_of(text);
        BOOST_REQUIRE(problems.size() == 1U);
        BOOST_TEST(problems.front().find("without directories") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_description_is_one_filled_line) {
    const auto described = [](const std::string& description) {
        std::string text = "{" + required + "}";
        text.replace(text.find("\"Orders\""), 8, description);
        return problems_of(text);
    };
    BOOST_TEST(described(R"("")") ==
                   std::vector<std::string>{R"(x.seedbed.json:2: "description": is empty)"},
               boost::test_tools::per_element());
    BOOST_TEST(described(R"("two\nlines")") ==
                   std::vector<std::string>{R"(x.seedbed.json:2: "description": must be one line )"
                                            "without control characters"},
               boost::test_tools::per_element());
    BOOST_TEST(described(R"("Münzen")").empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_reported_however_it_is_written) {
    check_each({{with("\"models\": [],\n\"mod\\u0065ls\": []"),
                 R"(x.seedbed.json:4: "models": stands twice; keep one of the two)"}});
}

BOOST_AUTO_TEST_CASE(all_problems_of_a_manifest_come_at_once_in_the_order_of_their_lines) {
    const std::string text = R"({
  "wrong": 1,
  "kind": "table",
  "name": "2fast",
  "depends": [{ "plugin": "users",
                "version": "latest" }]
})";
    const std::vector<std::string> problems = problems_of(text);
    const std::vector<std::string> beginnings{
        R"(x.seedbed.json:1: "version" is missing)",
        R"(x.seedbed.json:1: "description" is missing)",
        R"(x.seedbed.json:1: "library" is missing)",
        R"(x.seedbed.json:1: "sdk" is missing)",
        R"(x.seedbed.json:2: unknown key "wrong")",
        R"(x.seedbed.json:3: "kind": 'table' is none of model, source)",
        R"(x.seedbed.json:4: "name": '2fast' is not a name here)",
        R"(x.seedbed.json:6: "depends[0].version": 'latest' is not a version range)",
    };
    BOOST_REQUIRE(problems.size() == beginnings.size());
    for (std::size_t i = 0; i < problems.size(); ++i) {
        BOOST_TEST(problems[i].substr(0, beginnings[i].size()) == beginnings[i]);
    }
}

BOOST_AUTO_TEST_CASE(text_that_is_not_json_is_one_problem_with_its_line) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "x.seedbed.json:1: not valid JSON: "},
        {"{\n\"name\": \"a\",\n}", "x.seedbed.json:3: not valid JSON: "},
        {"{\n\"name\" \"a\"}", "x.seedbed.json:2: not valid JSON: "},
        {"{}\n{}", "x.seedbed.json:2: not valid JSON: "},
        {"{\n\n\"name\": \"\xff\"}", "x.seedbed.json:3: not valid JSON: "},
        {"{\"name\": ", "x.seedbed.json:1: not valid JSON: "},
        {std::string(100, '['), "x.seedbed.json:1: not valid JSON: "},
    };
    for (const auto& [text, beginning] : cases) {
        const std::vector<std::string> problems = problems_of(text);
        BOOST_REQUIRE(problems.size() == 1U);
        BOOST_TEST_INFO(problems.front());
        BOOST_TEST(problems.front().find(beginning) == 0U);
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
