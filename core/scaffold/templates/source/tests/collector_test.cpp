#define BOOST_TEST_MODULE @plugin@
#include "collector.hpp"

#include "answer.hpp"
#include "loopback.hpp"

#include <seedbed/http_options.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using namespace @namespace@;
using seedbed::http::client;
using seedbed::http::client_options;

const std::filesystem::path here = std::filesystem::path(__FILE__).parent_path();

std::string fixture_text(const char* name) {
    std::ifstream file(here / "fixtures" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

client_options live() {
    client_options options;
    options.user_agent = "tests of @plugin@";
    return options;
}

client_options replaying() {
    client_options options = live();
    options.network = seedbed::http::network_use::replay;
    options.recording = here / "recording";
    return options;
}

seedbed::run_info some_run() {
    seedbed::run_info run;
    run.as_of = seedbed::timestamp::parse("2026-01-08T00:00:00Z");
    run.present = run.as_of;
    return run;
}

/// The plugin as the program makes it, and what it collects.
struct fixture {
    fixture(const client_options& options, const std::string& url)
        : context(some_run(),
                  seedbed::option_values("@plugin@", {{"@option@-url", url}}, {}, {}),
                  models,
                  [this](std::string note) { notes.push_back(std::move(note)); }),
          asking(client(options).acting_for({.source = "@plugin@"})) {}

    seedbed::collected collect() {
        boost::asio::io_context loop;
        auto result =
            boost::asio::co_spawn(loop, made.collect(asking), boost::asio::use_future);
        loop.run();
        return result.get();
    }

    std::vector<std::string> notes;
    seedbed::model_directory models;
    seedbed::plugin_context context;
    client asking;
    collector made{context};
};

} // namespace

BOOST_AUTO_TEST_CASE(an_answer_is_read_to_the_last_digit) {
    const answer read = parse_answer(fixture_text("measurements.json"));
    BOOST_REQUIRE(read.records.size() == 2U);
    BOOST_TEST(read.records[0].name == "harbour");
    BOOST_TEST(read.records[0].value.to_string() == "12.50000001");
    BOOST_TEST(read.records[1].measured_at.to_string() == "2026-01-07T12:05:00Z");
}

BOOST_AUTO_TEST_CASE(a_bad_record_is_left_out_and_told) {
    const answer read = parse_answer(fixture_text("measurements.json"));
    BOOST_REQUIRE(read.rejected.size() == 1U);
    BOOST_TEST(read.rejected[0].find("mole") != std::string::npos);
    BOOST_TEST(parse_answer(R"({"measurements": [7, {"name": "x"}]})").rejected.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_answer_of_another_shape_is_refused) {
    for (const char* body : {"[]", "{}", R"({"measurements": 1})", "<html></html>", ""})
        BOOST_CHECK_THROW(parse_answer(body), seedbed::error);
}

BOOST_AUTO_TEST_CASE(it_collects_from_a_recording) {
    fixture replayed(replaying(), "https://api.example.com/v1");
    const seedbed::collected result = replayed.collect();
    BOOST_TEST((result.outcome == seedbed::source_outcome::complete));
    BOOST_TEST(result.records == 2U);
    BOOST_TEST(result.rejected == 1U);
    BOOST_TEST(replayed.notes.size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_collects_from_a_server) {
    const loopback server("200 OK", fixture_text("measurements.json"));
    fixture asking(live(), server.url());
    BOOST_TEST(asking.collect().records == 2U);
    BOOST_TEST(asking.made.records()[1].name == "quay");
}

BOOST_AUTO_TEST_CASE(a_server_that_refuses_is_told_with_its_status) {
    const loopback server("403 Forbidden", "{}");
    fixture asking(live(), server.url());
    BOOST_CHECK_EXCEPTION(asking.collect(), seedbed::source_error, [](const auto& told) {
        return told.outcome() == seedbed::source_outcome::refused;
    });
}
