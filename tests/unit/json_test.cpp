#include <seedbed/error.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>
#include <string_view>

namespace {

struct refusal {
    std::string_view body;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const refusal& row) {
    return out << row.body;
}

constexpr std::array refusals = {
    refusal{"", "the answer is empty"},
    refusal{"\xef\xbb\xbf ", "the answer is empty"},
    refusal{"  <html>", "an HTML or XML page"},
    refusal{"{\"a\":1", "incomplete"},
    refusal{"{} {}", "(byte 3)"},
    refusal{"{\"a\":tru}", "not valid JSON"},
    refusal{"\xef\xbb\xbf[x]", "(byte 4)"},
    refusal{"error code: 1010", "(byte 0)"},
    refusal{"[NaN]", "not valid JSON"},
    refusal{"[-Infinity]", "not valid JSON"},
    refusal{"[1e400]", "a number is too large"},
    refusal{"[-1e400]", "a number is too large"},
    refusal{"[1,]", "(byte 3)"},
    refusal{"[1] // a", "(byte 4)"},
    refusal{"[\"\xc3\x28\"]", "not valid JSON"},
    refusal{R"(["\ud800"])", "not valid JSON"},
    refusal{R"({"a":1,"b":{"a":2},"a":3})", "the key \"a\" comes twice in one object"},
    refusal{R"({"a":1,"\u0061":3})", "the key \"a\" comes twice in one object"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(json_test)

BOOST_AUTO_TEST_CASE(a_document_is_parsed_whatever_blanks_stand_around_it) {
    const boost::json::value expected = {{"a", {1, 2.5, "x", nullptr}}, {"b", {{"a", 1}}}};
    const std::string_view body = "\xef\xbb\xbf\r\n {\"a\":[1,2.5,\"x\",null],\"b\":{\"a\":1}}\n";
    BOOST_TEST((seedbed::parse_json(body, "a test") == expected));
}

BOOST_AUTO_TEST_CASE(one_key_may_stand_in_several_objects) {
    BOOST_CHECK_NO_THROW(seedbed::parse_json(R"([{"a":{"a":1}},{"a":2}])", "a test"));
}

BOOST_AUTO_TEST_CASE(thirty_two_levels_are_the_limit) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    BOOST_CHECK_NO_THROW(seedbed::parse_json(nested(32), "a test"));
    BOOST_CHECK_THROW(seedbed::parse_json(nested(33), "a test"), seedbed::error);
    BOOST_CHECK_THROW(seedbed::parse_json(nested(1'000'000), "a test"), seedbed::error);
}

BOOST_DATA_TEST_CASE(a_bad_document_is_an_error_with_source_and_place, refusals, row) {
    BOOST_CHECK_EXCEPTION(seedbed::parse_json(row.body, "Prices of X"),
                          seedbed::error,
                          [&row](const seedbed::error& thrown) {
                              BOOST_TEST_MESSAGE(thrown.what());
                              const std::string message = thrown.what();
                              return thrown.kind() == seedbed::failure::seeding &&
                                     message.starts_with("Prices of X: ") &&
                                     message.find(row.message) != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_document_that_is_no_answer_is_not_called_one) {
    BOOST_TEST((seedbed::parse_document(R"({"a": 1})", "a column").at("a") == 1));
    for (const char* bad : {"", "nonsense", R"({"a":1,"a":2})", "{} x"})
        BOOST_CHECK_EXCEPTION(seedbed::parse_document(bad, "metadata_json"),
                              seedbed::error,
                              [](const seedbed::error& thrown) {
                                  const std::string message = thrown.what();
                                  return thrown.kind() == seedbed::failure::seeding &&
                                         message.starts_with("metadata_json: not valid JSON: ") &&
                                         message.find("answer") == std::string::npos;
                              });
}

BOOST_AUTO_TEST_SUITE_END()
