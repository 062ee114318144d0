#include "plugins/kraken_history/candles.hpp"
#include "plugins/kraken_history/quotes.hpp"
#include "tests/support/files.hpp"

#include <seedbed/error.hpp>
#include <seedbed/source.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <fstream>
#include <ostream>
#include <string>

namespace kraken = seedbed::kraken;

using seedbed::test::fixture;

namespace {

/// An answer with the row, a good one before and two behind it, of which the last is open.
std::string answer_with(const std::string& row) {
    return R"({"error":[],"result":{"XXBTZAUD":[[300,"1","2","1","2","1","0",0],)" + row +
           R"(,[900,"2","3","1","3","1","0",0],[1200,"3","3","3","3","1","0",0]],"last":900}})";
}

struct bad_row {
    const char* name;
    const char* row;
};

std::ostream& operator<<(std::ostream& out, const bad_row& row) {
    return out << row.name;
}

constexpr std::array bad_rows = {
    bad_row{"null", "null"},
    bad_row{"an object", R"({"time":600})"},
    bad_row{"too short", R"([600,"1","2","1"])"},
    bad_row{"time is text", R"(["600","1","2","1","2","1","0",0])"},
    bad_row{"time has a fraction", R"([600.5,"1","2","1","2","1","0",0])"},
    bad_row{"time off the grid", R"([601,"1","2","1","2","1","0",0])"},
    bad_row{"negative time", R"([-600,"1","2","1","2","1","0",0])"},
    bad_row{"endless time", R"([9223372036854775800,"1","2","1","2","1","0",0])"},
    bad_row{"close is a number", R"([600,"1","2","1",2,"1","0",0])"},
    bad_row{"close is null", R"([600,"1","2","1",null,"1","0",0])"},
    bad_row{"close is empty", R"([600,"1","2","1","","1","0",0])"},
    bad_row{"close is NaN", R"([600,"1","2","1","NaN","1","0",0])"},
    bad_row{"close is infinite", R"([600,"1","2","1","Infinity","1","0",0])"},
    bad_row{"close is zero", R"([600,"0","2","0","0.00000","1","0",0])"},
    bad_row{"close is negative", R"([600,"1","2","-3","-2","1","0",0])"},
    bad_row{"close is too large", R"([600,"1","99999999999","1","99999999999","1","0",0])"},
    bad_row{"close above high", R"([600,"1","2","1","2.1","1","0",0])"},
    bad_row{"close below low", R"([600,"1","2","1","0.9","1","0",0])"},
    bad_row{"open is no price", R"([600,"x","2","1","2","1","0",0])"},
    bad_row{"a time again", R"([300,"5","6","5","5","1","0",0])"},
};

struct refusal {
    const char* name;
    const char* body;
    seedbed::source_outcome outcome;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const refusal& row) {
    return out << row.name;
}

constexpr auto malformed = seedbed::source_outcome::malformed;
constexpr auto refused = seedbed::source_outcome::refused;
constexpr auto unavailable = seedbed::source_outcome::unavailable;

constexpr std::array refusals = {
    refusal{"unknown pair",
            R"({"error":["EQuery:Unknown asset pair"]})",
            refused,
            "Kraken answered for BTC/AUD: EQuery:Unknown asset pair"},
    refusal{"several errors",
            R"({"error":["WGeneral:Old","EGeneral:Invalid arguments"],"result":{}})",
            refused,
            "EGeneral:Invalid arguments"},
    refusal{"too many",
            R"({"error":["EGeneral:Too many requests"]})",
            unavailable,
            "Too many requests"},
    refusal{"limit", R"({"error":["EAPI:Rate limit exceeded"]})", unavailable, "Rate limit"},
    refusal{"busy", R"({"error":["EService:Unavailable"]})", unavailable, "EService"},
    refusal{"odd error", R"({"error":[{"code":7}]})", refused, "{\"code\":7}"},
    refusal{"html", "<html>", malformed, "HTML"},
    refusal{"empty", "", malformed, "empty"},
    refusal{"cut", R"({"error":[],"result":{"X":[[300,"1")", malformed, "incomplete"},
    refusal{"array", "[]", malformed, "the answer is no object"},
    refusal{"no error", R"({"result":{}})", malformed, "\"error\" is absent"},
    refusal{"error is text", R"({"error":"no"})", malformed, "\"error\" is no list"},
    refusal{"no result", R"({"error":[]})", malformed, "\"result\" is no object"},
    refusal{"no list", R"({"error":[],"result":{"last":1}})", malformed, "no list of candles"},
    refusal{"two lists", R"({"error":[],"result":{"A":[],"B":[]}})", malformed, "several lists"},
    refusal{"no rows", R"({"error":[],"result":{"A":[]}})", malformed, "no candle that is over"},
    refusal{"the open one only",
            R"({"error":[],"result":{"A":[[300,"1","1","1","1","1","1",1]]}})",
            malformed,
            "no candle that is over"},
    refusal{"bad rows only",
            R"({"error":[],"result":{"A":[null,[600,"1"]]}})",
            malformed,
            "no candle that is over; 2 rows are of no use, the first: null is no candle"},
};

seedbed::source_outcome outcome_of_error(const char* body, std::string& message) {
    try {
        kraken::parse_candles(body, "BTC/AUD");
    } catch (const seedbed::source_error& thrown) {
        message = thrown.what();
        return thrown.outcome();
    } catch (const seedbed::error& thrown) {
        message = thrown.what();
        return malformed;
    }
    return seedbed::source_outcome::complete;
}

} // namespace

BOOST_AUTO_TEST_SUITE(kraken_candles_test)

BOOST_AUTO_TEST_CASE(closes_stand_at_the_end_of_their_candles_and_the_open_one_is_left_out) {
    const kraken::candles read = kraken::parse_candles(fixture("kraken/ohlc.json"), "BTC/AUD");
    BOOST_REQUIRE(read.closed.size() == 3U);
    BOOST_TEST(read.closed[0].end == 1'795'370'700);
    BOOST_TEST(read.closed[0].close_aud.to_string() == "151234.10000000");
    BOOST_TEST(read.closed[1].end == 1'795'371'000);
    BOOST_TEST(read.closed[1].close_aud.to_string() == "151234.10000001");
    BOOST_TEST(read.closed[2].close_aud.to_string() == "151300.00000000");
    BOOST_TEST(read.rejected == 0U);
}

BOOST_AUTO_TEST_CASE(the_order_of_rows_does_not_matter) {
    const kraken::candles read = kraken::parse_candles(
        R"({"error":["WGeneral:Danger"],"result":{"last":1,"A":[
            [900,"3","3","3","3","3","0",0],[300,"1","1","1","1","1","0",0],
            [600,"2","2","2","2","2","0",0]]}})",
        "BTC/AUD");
    BOOST_REQUIRE(read.closed.size() == 2U);
    BOOST_TEST(read.closed[0].end == 600);
    BOOST_TEST(read.closed[1].end == 900);
}

BOOST_AUTO_TEST_CASE(an_open_candle_that_cannot_be_read_costs_no_other) {
    for (const char* open :
         {R"([1200,"3","3","3",null,"1","0",0])", R"([1200])", "null", "[null]"}) {
        const kraken::candles read =
            kraken::parse_candles(R"({"error":[],"result":{"A":[[600,"1","1","1","1","1","0",0],)"
                                  R"([900,"2","2","2","2","2","0",0],)" +
                                      std::string(open) + "]}}",
                                  "BTC/AUD");
        BOOST_TEST_CONTEXT(open) {
            BOOST_TEST(read.rejected == 1U);
            BOOST_REQUIRE(read.closed.size() == 2U);
            BOOST_TEST(read.closed[1].end == 1'200);
        }
    }
}

BOOST_DATA_TEST_CASE(a_bad_row_is_rejected_and_the_others_are_kept, bad_rows, row) {
    const kraken::candles read = kraken::parse_candles(answer_with(row.row), "BTC/AUD");
    BOOST_TEST(read.rejected == 1U);
    BOOST_TEST(!read.first_rejection.empty());
    BOOST_REQUIRE(read.closed.size() == 2U);
    BOOST_TEST(read.closed[0].end == 600);
    BOOST_TEST(read.closed[0].close_aud.to_string() == "2.00000000");
    BOOST_TEST(read.closed[1].end == 1'200);
}

BOOST_DATA_TEST_CASE(an_answer_of_no_use_says_whether_asking_again_helps, refusals, row) {
    std::string message;
    BOOST_TEST((outcome_of_error(row.body, message) == row.outcome), message);
    BOOST_TEST((message.find(row.message) != std::string::npos), message);
}

BOOST_AUTO_TEST_CASE(bid_and_ask_lie_around_the_close_and_are_never_zero) {
    for (const char* ticker : {"BTC", "DOGE", "XRP", "PEPE"})
        for (const char* close : {"0.00000001",
                                  "0.00000051",
                                  "0.1",
                                  "0.28123456",
                                  "1.5",
                                  "160.123",
                                  "151234.1",
                                  "20000000000"}) {
            const auto price = kraken::aud_price::parse(close);
            const seedbed::market::quote quote = kraken::quote_around_close(ticker, price);
            BOOST_TEST_CONTEXT(ticker << " at " << close) {
                BOOST_TEST((quote.last == price.units()));
                BOOST_TEST(quote.bid > 0);
                BOOST_TEST(quote.bid <= quote.last);
                BOOST_TEST(quote.last < quote.ask);
            }
        }
}

BOOST_AUTO_TEST_CASE(the_spread_is_a_coins_usual_one) {
    const auto relative = [](const char* ticker, const char* close) {
        const auto quote = kraken::quote_around_close(ticker, kraken::aud_price::parse(close));
        return static_cast<double>(quote.ask - quote.bid) / static_cast<double>(quote.last);
    };
    BOOST_TEST(relative("BTC", "151234.1") == 0.0022, boost::test_tools::tolerance(0.01));
    BOOST_TEST(relative("DOGE", "0.281234") == 0.0042, boost::test_tools::tolerance(0.01));
    BOOST_TEST(relative("XRP", "3.1") == 0.005, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_SUITE_END()
