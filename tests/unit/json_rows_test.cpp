#include "core/conformance/json_rows.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::conformance;

namespace {

std::vector<std::string> texts(const std::string& text, const std::vector<span>& spans) {
    std::vector<std::string> all;
    for (const span& each : spans)
        all.emplace_back(each.of(text));
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_rows_test)

BOOST_AUTO_TEST_CASE(records_are_where_most_containers_stand) {
    struct row {
        std::string text;
        std::vector<std::string> records;
    };
    const std::vector<row> table{
        {R"([{"a":1}, {"a":2}])", {R"({"a":1})", R"({"a":2})"}},
        {R"({"error":[],"result":{"X":[[1,"2"],[3,"4"],[5,"6"]],"last":3}})",
         {R"([1,"2"])", R"([3,"4"])", R"([5,"6"])"}},
        {R"({"status":"ok","prices":{"btc":{"bid":"}"},"eth":{"bid":"\"]"}}})",
         {R"({"bid":"}"})", R"({"bid":"\"]"})"}},
        {R"({"results":[{"id":1,"a":{},"b":[],"c":{},"d":2,"e":3,"f":4},{"id":2}]})",
         {R"({"id":1,"a":{},"b":[],"c":{},"d":2,"e":3,"f":4})", R"({"id":2})"}}};
    for (const row& each : table) {
        const auto found = find_json_rows(each.text);
        BOOST_TEST_REQUIRE(found.has_value(), each.text);
        BOOST_TEST(texts(each.text, found->values) == each.records,
                   boost::test_tools::per_element());
    }
    for (const char* text : {"", "42", "[]", "[1,2]", "{\"a\":1}", "<rss/>", "[{\"a\":1}", "[{}]"})
        BOOST_TEST(!find_json_rows(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(what_is_not_changed_stays_as_it_was_written) {
    const std::string text = R"({ "a" : 1.10 , "b":"\u0041,\"" ,"c":[ ] })";
    const json_container taken = take_apart(text, 0);
    BOOST_TEST(taken.is_object);
    BOOST_TEST(texts(text, taken.names) == (std::vector<std::string>{"\"a\"", "\"b\"", "\"c\""}),
               boost::test_tools::per_element());
    BOOST_TEST(texts(text, taken.values) ==
                   (std::vector<std::string>{"1.10", R"("\u0041,\"")", "[ ]"}),
               boost::test_tools::per_element());
    BOOST_TEST(replaced(text, taken.values[0], "null") ==
               R"({ "a" : null , "b":"\u0041,\"" ,"c":[ ] })");
}

BOOST_AUTO_TEST_SUITE_END()
