#include "plugins/defillama_protocols/daily_totals.hpp"
#include "plugins/defillama_protocols/protocol_ranking.hpp"

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <string>

using namespace seedbed::defillama;

namespace {

namespace json = boost::json;

json::value fixture(const char* name) {
    std::ifstream in(std::filesystem::path(SEEDBED_TEST_FIXTURES) / "defillama" / name);
    if (!in)
        throw std::runtime_error(std::string("cannot read ") + name);
    return json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

protocol_ranking ranked(const json::value& rows,
                        std::size_t wanted = 10,
                        protocol_level level = protocol_level::child,
                        bool include_exchanges = false) {
    protocol_ranking ranking(wanted, level, include_exchanges);
    for (const json::value& row : rows.as_array())
        ranking.add(row);
    return ranking;
}

std::string listed(const protocol_ranking& ranking) {
    std::string text;
    for (const ranked_protocol& each : ranking.result())
        text += (text.empty() ? "" : " ") + each.slug + "=" + each.tvl.rounded().to_string();
    return text;
}

std::string text(const std::optional<usd>& amount) {
    return amount ? amount->rounded().to_string() : "none";
}

struct amount_text {
    const char* json;
    const char* column;
};

std::ostream& operator<<(std::ostream& out, const amount_text& row) {
    return out << row.json;
}

constexpr std::array amounts = {
    amount_text{"12345678901.234568", "12345678901.23"},
    amount_text{"20000000000", "20000000000.00"},
    amount_text{"0", "0.00"},
    amount_text{"-0.0", "0.00"},
    amount_text{"-5120.755", "-5120.76"}, // half to even of the text, not of the double
    amount_text{"9000000000.005", "9000000000.00"},
    amount_text{"0.015", "0.02"},
    amount_text{"4.134445e-09", "0.00"},
    amount_text{"1.075e-18", "0.00"},
    amount_text{"18446744073709551615", "none"}, // more than the column holds
    amount_text{"999999999999999999", "999999999999999999.00"},
    amount_text{"1000000000000000000", "none"},
    amount_text{"1e300", "none"},
    amount_text{"7.5e10", "75000000000.00"},
    amount_text{"\"12.5\"", "none"},
    amount_text{"\"NaN\"", "none"},
    amount_text{"true", "none"},
    amount_text{"null", "none"},
    amount_text{"[1]", "none"},
};

struct bad_row {
    const char* json;
    const char* why;
};

std::ostream& operator<<(std::ostream& out, const bad_row& row) {
    return out << row.json;
}

const std::string long_slug = R"({"slug":")" + std::string(51, 's') + R"(","tvl":1})";
const std::array bad_rows = {
    bad_row{"null", "null stands for a protocol"},
    bad_row{"[1,2]", "[1,2] stands for a protocol"},
    bad_row{R"({"tvl":5})", "a protocol has no slug"},
    bad_row{R"({"slug":"","tvl":5})", "a protocol has no slug"},
    bad_row{R"({"slug":7,"tvl":5})", "a protocol has no slug"},
    bad_row{R"({"slug":"a","tvl":"12.5"})", "a: the TVL is \"12.5\""},
    bad_row{R"({"slug":"a","tvl":{}})", "a: the TVL is {}"},
    bad_row{R"({"slug":"a","tvl":1e200})", "a: the TVL is 1E200"},
    bad_row{R"({"slug":"a\u0000b","tvl":1})", "has a control character"},
    bad_row{R"({"slug":"aave ","tvl":1})", "the slug \"aave\" has blanks around it"},
    bad_row{R"({"slug":" aave","tvl":1})", "has blanks around it"},
    bad_row{long_slug.c_str(), "has 51 characters; the column holds 50"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(defillama_test)

BOOST_DATA_TEST_CASE(an_amount_is_what_its_text_says, amounts, row) {
    BOOST_TEST(text(read_usd(json::parse(row.json))) == row.column);
}

BOOST_AUTO_TEST_SUITE(protocols)

BOOST_AUTO_TEST_CASE(are_those_of_the_highest_tvl_without_exchanges) {
    const json::value rows = fixture("protocols.json");
    BOOST_TEST(listed(ranked(rows, 3)) == "stakewell=20000000000.00 harbour-v3=12345678901.23"
                                          " harbour-v2=9000000000.00");
    BOOST_TEST(listed(ranked(rows, 2, protocol_level::child, true)) ==
               "vault-exchange=90000000000.50 stakewell=20000000000.00");
}

BOOST_AUTO_TEST_CASE(without_value_are_never_among_them_and_are_no_fault) {
    const protocol_ranking all = ranked(fixture("protocols.json"), 100);
    BOOST_TEST(listed(all) == "stakewell=20000000000.00 harbour-v3=12345678901.23"
                              " harbour-v2=9000000000.00 bridge-&-co.(old)+=5000000000.12"
                              " penny=0.00");
    BOOST_TEST(all.rejected().count() == 0U);
}

BOOST_AUTO_TEST_CASE(come_in_the_same_order_however_the_list_is_ordered) {
    json::value rows = fixture("protocols.json");
    const std::string expected = listed(ranked(rows, 4));
    std::ranges::reverse(rows.as_array());
    BOOST_TEST(listed(ranked(rows, 4)) == expected);
    const json::value even = json::parse(R"([{"slug":"b","tvl":7},{"slug":"a","tvl":7.0},
                                             {"slug":"c","tvl":7}])");
    BOOST_TEST(listed(ranked(even, 2)) == "a=7.00 b=7.00");
}

BOOST_AUTO_TEST_CASE(of_one_parent_are_summed_on_demand) {
    const protocol_ranking parents = ranked(fixture("protocols.json"), 3, protocol_level::parent);
    // 12345678901.234568 + 9000000000.005
    BOOST_TEST(listed(parents) == "harbour-finance=21345678901.24 stakewell=20000000000.00"
                                  " bridge-&-co.(old)+=5000000000.12");
    BOOST_TEST(parents.result().front().keys == std::set<std::string>{"parent#harbour"});
}

BOOST_AUTO_TEST_CASE(of_a_parent_without_a_slug_take_its_identity) {
    const json::value rows = json::parse(R"([{"slug":"x-v1","tvl":1,"parentProtocol":"parent#x"},
                        {"slug":"y-v1","tvl":2,"parentProtocol":"Y Labs"}])");
    BOOST_TEST(listed(ranked(rows, 5, protocol_level::parent)) == "Y Labs=2.00 x=1.00");
}

BOOST_AUTO_TEST_CASE(of_a_parent_whose_slug_no_row_can_have_are_rejected) {
    for (const char* parent : {"parent#", "parent# aave", "parent#aave "}) {
        const protocol_ranking rest =
            ranked(json::array{{{"slug", "aave-v2"}, {"tvl", 9}, {"parentProtocol", parent}},
                               {{"slug", "b"}, {"tvl", 2}}},
                   5,
                   protocol_level::parent);
        BOOST_TEST(listed(rest) == "b=2.00");
        BOOST_TEST(rest.rejected().count() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(of_a_parent_and_of_its_very_slug_are_one) {
    const json::value rows = json::parse(
        R"([{"slug":"lido","tvl":100.5},{"slug":"b","tvl":150},
            {"slug":"lido-v2","parentProtocol":"parent#lido","tvl":90.25},
            {"slug":"lido-v3","parentProtocol":"parent#lido","parentProtocolSlug":"other","tvl":1}])");
    const protocol_ranking all = ranked(rows, 5, protocol_level::parent);
    BOOST_TEST(listed(all) == "lido=191.75 b=150.00");
    daily_totals totals(all.result(), protocol_level::parent);
    totals.add(json::parse(R"({"slug":"lido","total24h":1})"));
    totals.add(json::parse(R"({"slug":"lido-v2","parentProtocol":"parent#lido","total24h":2})"));
    BOOST_TEST(text(totals.of("lido")) == "3.00");
}

BOOST_AUTO_TEST_CASE(that_come_twice_count_once) {
    const json::value rows = json::parse(R"([{"slug":"a","tvl":1},{"slug":"a","tvl":5}])");
    for (const auto level : {protocol_level::child, protocol_level::parent}) {
        const protocol_ranking once = ranked(rows, 5, level);
        BOOST_TEST(listed(once) == "a=1.00");
        BOOST_TEST(once.rejected().count() == 1U);
        BOOST_TEST(once.rejected().first() == "a comes twice");
    }
}

BOOST_DATA_TEST_CASE(that_are_malformed_are_rejected_one_by_one, bad_rows, row) {
    for (const auto level : {protocol_level::child, protocol_level::parent}) {
        const protocol_ranking rest = ranked(json::array{{{"slug", "b"}, {"tvl", 2}},
                                                         json::parse(row.json),
                                                         {{"slug", "c"}, {"tvl", 3}}},
                                             5,
                                             level);
        BOOST_TEST(listed(rest) == "c=3.00 b=2.00");
        BOOST_TEST(rest.rejected().count() == 1U);
        BOOST_TEST((rest.rejected().first().find(row.why) != std::string::npos),
                   rest.rejected().first());
    }
}

BOOST_AUTO_TEST_CASE(have_names_of_fifty_characters_whatever_bytes_these_take) {
    std::string slug;
    for (int i = 0; i < 50; ++i)
        slug += "é";
    const protocol_ranking all = ranked(json::array{{{"slug", slug}, {"tvl", 2}}});
    BOOST_TEST(all.result().size() == 1U);
}

BOOST_AUTO_TEST_CASE(begin_again_after_a_restart) {
    protocol_ranking ranking = ranked(json::parse(R"([{"slug":"a","tvl":9},{}])"));
    ranking.restart();
    ranking.add(json::parse(R"({"slug":"b","tvl":1})"));
    BOOST_TEST(listed(ranking) == "b=1.00");
    BOOST_TEST(ranking.rejected().count() == 0U);
}

BOOST_AUTO_TEST_CASE(whose_sum_no_column_holds_keep_what_fits) {
    const json::value rows = json::parse(
        R"([{"slug":"a","tvl":600000000000000000,"parentProtocol":"parent#x"},
            {"slug":"b","tvl":600000000000000000,"parentProtocol":"parent#x"}])");
    const protocol_ranking sum = ranked(rows, 5, protocol_level::parent);
    BOOST_TEST(listed(sum) == "x=600000000000000000.00");
    BOOST_TEST(sum.rejected().count() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(totals)

daily_totals totals_of(const json::value& answer, protocol_level level) {
    daily_totals totals(ranked(fixture("protocols.json"), 10, level).result(), level);
    for (const json::value& row : answer.at("protocols").as_array())
        totals.add(row);
    return totals;
}

BOOST_AUTO_TEST_CASE(are_joined_by_slug_and_zero_is_not_nothing) {
    const daily_totals fees = totals_of(fixture("fees.json"), protocol_level::child);
    BOOST_TEST(text(fees.of("stakewell")) == "0.00");
    BOOST_TEST(text(fees.of("harbour-v3")) == "1234567.90");
    BOOST_TEST(text(fees.of("harbour-v2")) == "31586.00");
    BOOST_TEST(text(fees.of("bridge-&-co.(old)+")) == "none"); // null
    BOOST_TEST(text(fees.of("atom-swap")) == "none");          // not in the answer
    BOOST_TEST(text(fees.of("penny")) == "none");              // a chain of that name
    BOOST_TEST(fees.rejected().count() == 0U);

    const daily_totals revenue = totals_of(fixture("revenue.json"), protocol_level::child);
    BOOST_TEST(text(revenue.of("stakewell")) == "none"); // absent
    BOOST_TEST(text(revenue.of("harbour-v3")) == "-12.34");
    BOOST_TEST(text(revenue.of("bridge-&-co.(old)+")) == "0.00");
}

BOOST_AUTO_TEST_CASE(of_a_parent_are_the_sum_of_its_children_that_have_one) {
    const daily_totals fees = totals_of(fixture("fees.json"), protocol_level::parent);
    BOOST_TEST(text(fees.of("harbour-finance")) == "1266153.90"); // 1234567.895 + 31586
    BOOST_TEST(text(fees.of("stakewell")) == "0.00");
    const daily_totals revenue = totals_of(fixture("revenue.json"), protocol_level::parent);
    BOOST_TEST(text(revenue.of("harbour-finance")) == "-12.34");
}

BOOST_AUTO_TEST_CASE(that_are_malformed_are_rejected_one_by_one) {
    const daily_totals odd = totals_of(
        json::parse(R"({"protocols":[7,{"total24h":1},{"slug":"stakewell","total24h":"1.5"},
                        {"slug":"harbour-v2","total24h":2},{"slug":"harbour-v2","total24h":3}]})"),
        protocol_level::child);
    BOOST_TEST(text(odd.of("stakewell")) == "none");
    BOOST_TEST(text(odd.of("harbour-v2")) == "2.00");
    BOOST_TEST(odd.rejected().count() == 4U);
    BOOST_TEST(odd.rejected().first() == "7 stands for a protocol's total");
}

BOOST_AUTO_TEST_CASE(of_a_parent_are_none_where_one_of_its_childrens_cannot_be_read) {
    const daily_totals odd = totals_of(json::parse(R"({"protocols":[
            {"slug":"harbour-v2","parentProtocol":"parent#harbour","total24h":2},
            {"slug":"harbour-v3","parentProtocol":"parent#harbour","total24h":"3"},
            {"slug":"stakewell","total24h":5}]})"),
                                       protocol_level::parent);
    BOOST_TEST(text(odd.of("harbour-finance")) == "none");
    BOOST_TEST(text(odd.of("stakewell")) == "5.00");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
