#include <seedbed/error.hpp>
#include <seedbed/json_elements.hpp>

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
using path = std::vector<std::string>;

/// What came out of a document that was given in pieces.
struct reading {
    json::array elements;
    int restarts = 0;
    seedbed::json_elements parts;

    explicit reading(path where, std::size_t most_held = 1'048'576)
        : parts({.what = "Rows of X",
                 .path = std::move(where),
                 .take = [this](const json::value& element) { elements.push_back(element); },
                 .restart = [this] { ++restarts, elements.clear(); },
                 .most_held = most_held}) {}
};

json::array read(std::string_view body, path where = {}) {
    reading whole(std::move(where));
    whole.parts.begin();
    whole.parts.write(body);
    BOOST_TEST(whole.parts.finish() == whole.elements.size());
    return whole.elements;
}

std::string message_of(reading& from, const std::vector<std::string_view>& pieces) {
    try {
        from.parts.begin();
        for (const std::string_view piece : pieces)
            from.parts.write(piece);
        from.parts.finish();
    } catch (const seedbed::error& thrown) {
        BOOST_TEST((thrown.kind() == seedbed::failure::seeding));
        return thrown.what();
    }
    return "nothing was refused";
}

bool begins(const std::string& text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

const std::string document = "\xef\xbb\xbf\r\n "
                             R"({"total":-1.5e3,"skip":{"rows":[7],"d\u00e9ep":["x\n",{}]},)"
                             R"("rows":[{"slug":"a\u00e9\ud83d\ude00/\"","tvl":12345678.25,)"
                             R"("ü":[[],[1,-2,18446744073709551615],{"n":{"o":null}}]},)"
                             R"(null,true,"text",-0.5e-7,0,[],{}],"after":[{"rows":[1]}]})"
                             " \n";
const json::array rows_of_document{
    {{"slug", "aé😀/\""},
     {"tvl", 12345678.25},
     {"ü", {json::array(), {1, -2, 18446744073709551615U}, {{"n", {{"o", nullptr}}}}}}},
    nullptr,
    true,
    "text",
    -0.5e-7,
    0,
    json::array(),
    json::object()};

struct refusal {
    std::string_view body;
    path where;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const refusal& row) {
    return out << row.body;
}

const std::array refusals = {
    refusal{"", {}, "the answer is empty"},
    refusal{" \r\n\t", {}, "the answer is empty"},
    refusal{"\xef\xbb\xbf ", {}, "the answer is empty"},
    refusal{"\xef\xbb", {}, "the answer is not valid JSON"},
    refusal{"\xef\xbb[]", {}, "(byte 0)"},
    refusal{"\n<!DOCTYPE html><html>", {}, "an HTML or XML page"},
    refusal{"\xef\xbb\xbf <rss/>", {}, "an HTML or XML page"},
    refusal{"[{\"a\":1", {}, "not valid JSON: incomplete JSON (byte 7)"},
    refusal{"[1,2", {}, "incomplete JSON (byte 4)"},
    refusal{"[] []", {}, "extra data (byte 3)"},
    refusal{"[1] // a", {}, "(byte 4)"},
    refusal{"[1,]", {}, "(byte 3)"},
    refusal{"\xef\xbb\xbf[x]", {}, "(byte 4)"},
    refusal{"error code: 1010", {}, "(byte 0)"},
    refusal{"[tru]", {}, "not valid JSON"},
    refusal{"[NaN]", {}, "not valid JSON"},
    refusal{"[-Infinity]", {}, "not valid JSON"},
    refusal{"[1e400]", {}, "a number is too large"},
    refusal{R"({"n":-1e400,"rows":[]})", {"rows"}, "a number is too large"},
    refusal{"[\"\xc3\x28\"]", {}, "not valid JSON"},
    refusal{"{\"k\":\"\xff\",\"rows\":[]}", {"rows"}, "not valid JSON"},
    refusal{R"(["\ud800"])", {}, "not valid JSON"},
    refusal{"[\"a\nb\"]", {}, "not valid JSON"},
    refusal{R"([{"a":1,"b":{"a":2},"\u0061":3}])", {}, "the key \"a\" comes twice in one object"},
    refusal{R"({"rows":[1],"rows":[2]})", {"rows"}, "the key \"rows\" comes twice"},
    refusal{R"({"message":"no"})", {}, "the answer's type is object, not array (byte"},
    refusal{"12", {}, "the answer's type is int64, not array"},
    refusal{"\"no\"", {}, "the answer's type is string, not array"},
    refusal{"null", {"rows"}, "the answer's type is null, not object"},
    refusal{"[1]", {"rows"}, "the answer's type is array, not object"},
    refusal{"{}", {"rows"}, "\"rows\" is absent"},
    refusal{R"({"a":{"rows":[1]},"b":[{"rows":[1]}]})", {"rows"}, "\"rows\" is absent"},
    refusal{R"({"rows":{"a":[]}})", {"rows"}, "the type of \"rows\" is object, not array"},
    refusal{R"({"rows":null})", {"rows"}, "the type of \"rows\" is null, not array"},
    refusal{R"({"a":[]})", {"a", "rows"}, "the type of \"a\" is array, not object"},
    refusal{R"({"a":{"row":[]},"rows":[]})", {"a", "rows"}, "\"a.rows\" is absent"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(json_elements_test)

BOOST_AUTO_TEST_CASE(elements_are_those_of_the_array_wherever_the_document_is_split) {
    BOOST_TEST((read(document, {"rows"}) == rows_of_document));
    const std::string_view bytes = document;
    for (std::size_t first = 0; first <= bytes.size(); ++first)
        for (std::size_t second = first; second <= bytes.size(); second += 7) {
            reading split({"rows"});
            split.parts.begin();
            split.parts.write(bytes.substr(0, first));
            split.parts.write(bytes.substr(first, second - first));
            split.parts.write(bytes.substr(second));
            split.parts.finish();
            BOOST_TEST_REQUIRE((split.elements == rows_of_document), first << " and " << second);
        }
}

BOOST_AUTO_TEST_CASE(a_document_may_come_byte_by_byte) {
    reading slow({"rows"});
    slow.parts.begin();
    for (const char& byte : document)
        slow.parts.write({&byte, 1});
    BOOST_TEST(slow.parts.finish() == rows_of_document.size());
    BOOST_TEST((slow.elements == rows_of_document));
}

BOOST_AUTO_TEST_CASE(the_array_may_be_the_root_or_lie_deeper) {
    BOOST_TEST((read("[[1],{\"a\":[2]}]") == json::array{{1}, {{"a", {2}}}}));
    BOOST_TEST((read("[]").empty()));
    BOOST_TEST((read(R"({"b":[0],"a":{"b":[1,[2]],"c":[3]},"c":[4]})", {"a", "b"}) ==
                json::array{1, {2}}));
}

BOOST_AUTO_TEST_CASE(a_number_is_the_double_nearest_to_its_text_however_it_is_split) {
    const std::string body = "[9047195235.391558,0.1,4.134445e-09,1.0746e-18,123456789012345678901,"
                             "1e-400,179937216405.6992,2.2250738585072011e-308]";
    const json::array exact{9047195235.391558,
                            0.1,
                            4.134445e-09,
                            1.0746e-18,
                            123456789012345678901.0,
                            0.0,
                            179937216405.6992,
                            2.2250738585072011e-308};
    for (std::size_t at = 0; at <= body.size(); ++at) {
        reading split({});
        split.parts.begin();
        split.parts.write(std::string_view(body).substr(0, at));
        split.parts.write(std::string_view(body).substr(at));
        split.parts.finish();
        BOOST_TEST_REQUIRE((split.elements == exact), at);
    }
}

BOOST_DATA_TEST_CASE(a_bad_document_is_an_error_with_source_and_place, refusals, row) {
    reading whole(row.where);
    const std::string message = message_of(whole, {row.body});
    BOOST_TEST_MESSAGE(message);
    BOOST_TEST(begins(message, "Rows of X: "));
    BOOST_TEST((message.find(row.message) != std::string::npos), message);
    for (std::size_t at = 0; at <= row.body.size(); ++at) {
        reading split(row.where);
        const std::string again = message_of(split, {row.body.substr(0, at), row.body.substr(at)});
        BOOST_TEST((again.find(row.message) != std::string::npos), at << ": " << again);
    }
}

BOOST_AUTO_TEST_CASE(thirty_two_levels_are_the_limit) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    BOOST_CHECK_NO_THROW(read(nested(32)));
    BOOST_CHECK_THROW(read(nested(33)), seedbed::error);
    reading bomb({"rows"});
    BOOST_TEST(
        (message_of(bomb, {"{\"a\":" + nested(100'000)}).find("too deep") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(one_element_may_not_grow_beyond_the_limit) {
    const std::vector<std::string> endless = {
        "[\"" + std::string(5'000, 'x') + "\"]",
        "[{\"" + std::string(5'000, 'k') + "\":1}]",
        "[[0." + std::string(5'000, '1') + "]]",
    };
    for (const std::string& body : endless) {
        reading large({}, 4'000);
        const std::string_view text = body;
        const std::string message = message_of(large, {text.substr(0, 2'500), text.substr(2'500)});
        BOOST_TEST((message.find("one element takes more than 4000 bytes") != std::string::npos),
                   message);
    }
    std::string many = "[[0";
    for (int i = 0; i < 200; ++i)
        many += ",0";
    reading large({}, 4'000);
    BOOST_TEST((message_of(large, {many}).find("one element takes more") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(the_limit_is_for_one_element_and_not_for_the_document) {
    reading small({"rows"}, 1'000);
    small.parts.begin();
    small.parts.write(R"({"rows":[{"a":"x"})");
    for (int i = 0; i < 10'000; ++i)
        small.parts.write(R"(,{"a":"xxxxxxxxxx"})");
    small.parts.write("],\"skipped\":[0");
    for (int i = 0; i < 10'000; ++i)
        small.parts.write(R"(,{"a":"xxxxxxxxxx"},1,"yyyyyyyyyyyyyyyyy")");
    small.parts.write("]}");
    BOOST_TEST(small.parts.finish() == 10'001U);
}

BOOST_AUTO_TEST_CASE(keys_around_the_array_are_held_and_so_are_limited) {
    std::string body = "{";
    for (int i = 0; i < 100; ++i)
        body += "\"key" + std::to_string(i) + "\":0,";
    reading wide({"rows"}, 4'000);
    const std::string message = message_of(wide, {body});
    BOOST_TEST((message.find("what stands around the array takes more") != std::string::npos),
               message);
}

BOOST_AUTO_TEST_CASE(a_retry_makes_what_came_before_void) {
    reading retried({});
    retried.parts.begin();
    BOOST_TEST(retried.restarts == 0);
    retried.parts.write("[1,2");
    retried.parts.begin();
    BOOST_TEST(retried.restarts == 1);
    retried.parts.write("[3]");
    BOOST_TEST(retried.parts.finish() == 1U);
    BOOST_TEST((retried.elements == json::array{3}));
}

BOOST_AUTO_TEST_CASE(what_the_taker_throws_is_passed_on) {
    seedbed::json_elements choosy({.what = "Rows of X", .take = [](const json::value&) {
                                       throw std::runtime_error("not this one");
                                   }});
    choosy.begin();
    BOOST_CHECK_THROW(choosy.write("[1]"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
