#include "plugins/agent_sessions/story/artifacts.hpp"
#include "plugins/agent_sessions/story/findings.hpp"
#include "plugins/agent_sessions/story/narrator.hpp"
#include "plugins/agent_sessions/story/png.hpp"
#include "plugins/agent_sessions/story/story.hpp"
#include "plugins/agent_sessions/story/text.hpp"

#include <seedbed/error.hpp>

#include <boost/crc.hpp>
#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>

using namespace ohmycoins;
using namespace ohmycoins::agents;
using seedbed::timestamp;
using trading::price_board;
using trading::tick;

namespace {

const timestamp as_of = timestamp::parse("2026-01-10T12:00:00Z");

const price_board& week() {
    static const price_board board =
        price_board::generated(7, as_of - std::chrono::days(7) + std::chrono::minutes(5), as_of);
    return board;
}

const author somebody{.timezone = "Australia/Sydney",
                      .risk_tolerance = "medium",
                      .created_at = as_of - std::chrono::days(100)};

seedbed::random draws_of(std::uint64_t index) {
    return {seedbed::derive_key(42, "a test"), index};
}

session_story story(std::uint64_t index, const price_board& board = week()) {
    return tell_story(index, draws_of(index), somebody, board, as_of);
}

constexpr std::uint64_t many = 120;

const std::vector<session_story>& stories() {
    static const std::vector<session_story> told = [] {
        std::vector<session_story> made;
        for (std::uint64_t i = 0; i < many; ++i)
            made.push_back(story(i));
        return made;
    }();
    return told;
}

bool contains(const std::optional<std::string>& text, std::string_view part) {
    return text && text->find(part) != std::string::npos;
}

/// A coin whose price goes from 100 to 100 + `rise` AUD in equal steps; the spread is 2 cents.
price_board ramp(std::size_t count, double rise) {
    std::vector<tick> ticks;
    for (std::size_t i = 0; i < count; ++i) {
        const auto steps = static_cast<double>(count - 1);
        const auto last = static_cast<std::int64_t>(
            std::llround((100 + rise * static_cast<double>(i) / steps) * 1e8));
        ticks.push_back({.time = as_of - std::chrono::minutes(5) * (count - 1 - i),
                         .bid = last - 1'000'000,
                         .last = last,
                         .ask = last + 1'000'000});
    }
    return price_board({{"UP", ticks}});
}

assignment crossover_task() {
    assignment task;
    task.kind = "ma_crossover";
    task.coin = "UP";
    task.window_days = 14;
    task.capital = aud::from_integer(1000);
    task.candidates = {
        {"6/24", R"({"strategy":"ma_crossover","short_window":6,"long_window":24})"},
        {"12/48", R"({"strategy":"ma_crossover","short_window":12,"long_window":48})"}};
    return task;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(agent_stories_test)

BOOST_AUTO_TEST_SUITE(a_story)

BOOST_AUTO_TEST_CASE(is_the_same_whenever_it_is_told) {
    for (const std::uint64_t index : {0, 5, 77}) {
        const session_story again = story(index);
        const session_story& before = stories().at(index);
        BOOST_TEST(again.session.user_goal == before.session.user_goal);
        BOOST_TEST(again.messages.size() == before.messages.size());
        for (std::size_t i = 0; i < again.messages.size(); ++i)
            BOOST_TEST(*again.messages[i].metadata_json == *before.messages[i].metadata_json);
        BOOST_TEST(again.files == before.files, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(ends_in_every_way_and_the_first_one_well) {
    std::map<std::string, int> count;
    for (const session_story& each : stories())
        ++count[each.session.status];
    BOOST_TEST(stories().front().session.status == "completed");
    BOOST_TEST(count.size() == 5U);
    BOOST_TEST(count["completed"] > 55); // 72 are expected, and 5 is their deviation
    BOOST_TEST(count["completed"] < 90);
    for (const char* rare : {"failed", "cancelled", "awaiting_approval", "running"})
        BOOST_TEST(count[rare] > 0, rare);
}

BOOST_AUTO_TEST_CASE(has_no_moment_after_as_of_and_rises) {
    for (const session_story& each : stories()) {
        BOOST_TEST((each.session.created_at == each.messages.front().created_at));
        BOOST_TEST((each.session.updated_at == each.messages.back().created_at));
        BOOST_TEST((each.session.updated_at <= as_of));
        BOOST_TEST(each.messages.size() <= most_messages);
        for (std::size_t i = 1; i < each.messages.size(); ++i)
            BOOST_TEST((each.messages[i - 1].created_at < each.messages[i].created_at));
    }
}

BOOST_AUTO_TEST_CASE(is_at_work_only_if_it_began_within_the_hour) {
    for (const session_story& each : stories()) {
        const bool open =
            each.session.status == "running" || each.session.status == "awaiting_approval";
        if (open)
            BOOST_TEST((as_of - each.session.created_at <= std::chrono::hours(1)));
        else
            BOOST_TEST((as_of - each.session.created_at >= std::chrono::hours(3)));
    }
}

BOOST_AUTO_TEST_CASE(begins_after_its_user_signed_up) {
    author late = somebody;
    late.created_at = as_of - std::chrono::days(1);
    for (std::uint64_t i = 0; i < 20; ++i)
        BOOST_TEST((tell_story(i, draws_of(i), late, week(), as_of).session.created_at >=
                    late.created_at));
}

BOOST_AUTO_TEST_CASE(a_session_alone_is_the_session_of_its_whole_story) {
    const auto fields = [](const agent_session& of) {
        return std::tuple(of.user_goal,
                          of.status,
                          of.error_message,
                          of.result_summary,
                          of.created_at,
                          of.updated_at,
                          of.completed_at,
                          of.llm_provider,
                          of.llm_model);
    };
    for (std::uint64_t i = 0; i < many; ++i) {
        const session_story alone =
            tell_story(i, draws_of(i), somebody, week(), as_of, telling::session_only);
        BOOST_TEST((fields(alone.session) == fields(stories()[i].session)));
        BOOST_TEST(alone.messages.empty());
    }
}

BOOST_AUTO_TEST_CASE(recommends_what_met_both_criteria_and_nothing_else) {
    int recommended = 0;
    int dismissed = 0;
    for (const session_story& each : stories()) {
        const auto& summary = each.session.result_summary;
        BOOST_TEST(summary.has_value() == (each.session.status == "completed"));
        if (!summary)
            continue;
        const bool met = contains(summary, "It meets both criteria.");
        BOOST_TEST(contains(summary, "Recommended for paper trading") == met);
        BOOST_TEST(contains(summary, "It did not work") == !met);
        (met ? recommended : dismissed) += 1;
    }
    BOOST_TEST(recommended > 0);
    BOOST_TEST(dismissed > 0);
}

BOOST_AUTO_TEST_CASE(draws_figures_of_as_many_times_as_values_and_no_more_than_200) {
    int figures = 0;
    for (const session_story& each : stories())
        for (const agent_session_message& message : each.messages) {
            const boost::json::value event = boost::json::parse(*message.metadata_json);
            const boost::json::object& payload = event.at("payload").as_object();
            if (!payload.contains("mime_type") ||
                payload.at("mime_type").as_string() != "application/vnd.plotly.v1+json")
                continue;
            ++figures;
            for (const boost::json::value& trace : payload.at("content").at("data").as_array()) {
                BOOST_TEST(trace.at("x").as_array().size() == trace.at("y").as_array().size());
                BOOST_TEST(trace.at("x").as_array().size() > 20U);
                BOOST_TEST(trace.at("x").as_array().size() <= 200U);
            }
        }
    BOOST_TEST(figures > 100);
}

BOOST_AUTO_TEST_CASE(begins_with_its_goal_and_ends_as_its_status_says) {
    const std::map<std::string, std::string> last{{"completed", "status_update"},
                                                  {"failed", "error"},
                                                  {"cancelled", "user_message"},
                                                  {"awaiting_approval", "action_request"}};
    for (const session_story& each : stories()) {
        BOOST_TEST(each.messages.front().role == "user");
        BOOST_TEST(each.messages.front().content == each.session.user_goal);
        if (const auto expected = last.find(each.session.status); expected != last.end())
            BOOST_TEST(*each.messages.back().event_type == expected->second);
        if (each.session.status == "failed")
            BOOST_TEST(each.messages.back().content == *each.session.error_message);
    }
}

BOOST_AUTO_TEST_CASE(asks_for_many_different_things) {
    std::set<std::string> goals;
    for (const session_story& each : stories())
        goals.insert(each.session.user_goal);
    BOOST_TEST(goals.size() > many * 3 / 4);
}

BOOST_AUTO_TEST_CASE(has_the_files_whose_sizes_it_names) {
    for (const session_story& each : stories()) {
        BOOST_TEST(each.artifacts.empty() == (each.session.status != "completed"));
        BOOST_TEST(each.artifacts.size() <= most_artifacts);
        BOOST_REQUIRE(each.artifacts.size() == each.files.size());
        for (std::size_t i = 0; i < each.files.size(); ++i)
            BOOST_TEST(each.files[i].size() ==
                       static_cast<std::size_t>(*each.artifacts[i].size_bytes));
    }
}

BOOST_AUTO_TEST_CASE(leaves_a_model_that_a_strategy_can_be_made_of) {
    const session_story& first = stories().front();
    BOOST_REQUIRE(first.artifacts.front().artifact_type == "model");
    const boost::json::value model = boost::json::parse(first.files.front());
    BOOST_TEST(
        trading::make_strategy(boost::json::serialize(model.at("configuration")))->warm_up() > 0U);
}

BOOST_AUTO_TEST_CASE(says_what_is_lacking_without_prices) {
    const auto speaks_of_prices = [](const seedbed::error& e) {
        return std::string(e.what()).find("price") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(story(0, price_board()), seedbed::error, speaks_of_prices);
    BOOST_CHECK_EXCEPTION(story(0, ramp(60, 1)), seedbed::error, speaks_of_prices);
}

BOOST_AUTO_TEST_CASE(can_be_told_of_a_single_coin_and_half_a_day) {
    const session_story told = story(0, ramp(288, 5));
    BOOST_TEST(told.session.status == "completed");
    for (const agent_session_message& message : told.messages)
        BOOST_TEST(!contains(message.content, "correlation with"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(findings_of_known_prices)

BOOST_AUTO_TEST_CASE(are_those_of_the_ramp) {
    const price_board board = ramp(1001, 10);
    const assignment task = crossover_task();
    const findings found = find_out(task, board, as_of, true);
    BOOST_TEST(found.prices.rows == 1001U);
    BOOST_TEST(found.prices.minimum.to_string() == "100.00000000");
    BOOST_TEST(found.prices.maximum.to_string() == "110.00000000");
    BOOST_TEST(found.prices.mean.to_string() == "105.00000000");
    BOOST_TEST(found.prices.change == 0.1, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(found.prices.gaps == 0U);
    BOOST_TEST(!found.prices.correlation.has_value());
    BOOST_TEST((found.split == board.of("UP")[600].time));
    // 95 % of the money, bought at the ask of the split, sold at the last bid
    BOOST_TEST(found.holding.figures.total_return == 0.95 * (109.99 / 106.01 - 1),
               boost::test_tools::tolerance(1e-3));
    // the short mean is above the long one all the way: the strategy holds, too
    BOOST_TEST(found.outcome.figures.total_return == found.holding.figures.total_return);
    BOOST_TEST(found.convincing);
}

BOOST_AUTO_TEST_CASE(do_not_convince_where_prices_fall) {
    const price_board board = ramp(1001, -10);
    const assignment task = crossover_task();
    const findings found = find_out(task, board, as_of, true);
    BOOST_TEST(found.outcome.figures.trades == 0U);
    BOOST_TEST(!found.convincing);
    BOOST_TEST(found.holding.figures.total_return < 0);
}

BOOST_AUTO_TEST_CASE(see_nothing_after_their_moment) {
    const assignment task = crossover_task();
    const price_board all = ramp(1001, 10);
    const timestamp earlier = as_of - std::chrono::hours(24);
    const findings found = find_out(task, all, earlier, true);
    BOOST_TEST((found.prices.last == earlier));
    BOOST_TEST(found.prices.rows == 1001U - 288U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_png)

BOOST_AUTO_TEST_CASE(holds_what_was_drawn) {
    canvas on(9, 2); // a row of three bytes, the last one not full
    on.set(0, 0, 1);
    on.set(8, 1, 3);
    on.set(9, 1, 2);  // outside
    on.set(-1, 0, 2); // outside
    const std::string png = on.png({{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}}});
    BOOST_TEST(png.substr(0, 8) == "\x89PNG\r\n\x1A\n");
    std::map<std::string, std::string> chunks;
    for (std::size_t at = 8; at < png.size(); at += 12 + number_at(png, at)) {
        const std::string body = png.substr(at + 4, 4 + number_at(png, at));
        boost::crc_32_type crc;
        crc.process_bytes(body.data(), body.size());
        BOOST_TEST(number_at(png, at + 4 + body.size()) == crc.checksum());
        chunks[body.substr(0, 4)] = body.substr(4);
    }
    BOOST_TEST(number_at(chunks.at("IHDR"), 0) == 9U);
    BOOST_TEST(number_at(chunks.at("IHDR"), 4) == 2U);
    BOOST_TEST(chunks.at("PLTE") == "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C");
    // two bytes of zlib, five of the stored block, then the rows, each after its filter's zero
    const std::string rows = chunks.at("IDAT").substr(7, 8);
    const std::string expected("\0\x40\0\0\0\0\0\xFF", 8);
    BOOST_TEST(rows == expected);
    BOOST_TEST(number_at(chunks.at("IDAT"), 15) == 0x02C70140U); // Adler-32
    BOOST_TEST(chunks.contains("IEND"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(numbers_as_text)

BOOST_AUTO_TEST_CASE(are_short_and_never_minus_zero) {
    BOOST_TEST(percent(0.01234) == "1.23 %");
    BOOST_TEST(percent(-0.00001) == "0.00 %");
    BOOST_TEST(percent(NAN) == "n/a");
    BOOST_TEST(ratio(-0.004) == "0.00");
    BOOST_TEST(number(NAN) == "null");
    BOOST_TEST(number(0.1) == "0.1");
    BOOST_TEST(digits_of(price_decimal::parse("61234.5")) == "61234.50");
    BOOST_TEST(digits_of(price_decimal::parse("0.15340000")) == "0.1534");
    BOOST_TEST(span_of(std::chrono::hours(47)) == "47 hours");
    BOOST_TEST(span_of(std::chrono::days(5)) == "5 days");
    BOOST_TEST(quoted("a \"b\"\n") == R"("a \"b\"\n")");
    BOOST_TEST(base64("seedbed") == "c2VlZGJlZA==");
    BOOST_TEST(base64("") == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
