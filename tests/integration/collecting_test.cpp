#include "core/run/collecting.hpp"
#include "tests/support/asking_client.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace seedbed;
using namespace seedbed::tests;
using namespace std::chrono_literals;

namespace {

/// Asks one URL and tells its answer.
class asking_source final : public source_plugin {
public:
    explicit asking_source(std::string url) : url_(std::move(url)) {}

    boost::asio::awaitable<collected> collect(http::client& client) override {
        const http::response got = co_await client.get(http::request(url_));
        expect_ok(got, "Sample");
        collected result;
        result.records = got.body.size();
        result.detail = got.body;
        co_return result;
    }

    std::vector<const mapped_table*> tables() const override { return {}; }
    inspection inspect(const session& /*session*/) override { return {}; }
    seeded seed(const session& /*session*/, progress& /*progress*/) override { return {}; }

private:
    std::string url_;
};

class noting_observer final : public run::observer {
public:
    void collecting(const std::vector<std::string>& /*sources*/) override {}
    void received(const std::string& source, std::uint64_t bytes) override {
        received_[source] = bytes;
    }
    void collection_ended(const std::string& source, const collected& result) override {
        ended_[source] = result.detail;
    }
    void waiting_for_other_run() override {}
    void tables_created(const std::vector<std::string>& /*tables*/) override {}
    void cleared(const database::cleared_table& /*table*/) override {}
    void plugin_started(const run::plugin_report& /*plugin*/) override {}
    void rows_written(const run::plugin_report& /*plugin*/, std::uint64_t /*rows*/) override {}
    void plugin_ended(const run::plugin_report& /*plugin*/) override {}
    void
    judging(const std::string& /*check*/, std::size_t /*number*/, std::size_t /*of*/) override {}
    void judged() override {}

    std::map<std::string, std::uint64_t> received_;
    std::map<std::string, std::string> ended_;
};

struct collecting_run {
    http::client_options options{.user_agent = user_agent, .retry = {.tries = 1}};
    noting_observer observer;
    std::deque<asking_source> plugins;
    std::vector<run::named_source> sources;

    void add(const std::string& name, const std::string& url) {
        sources.push_back({name, &plugins.emplace_back(url), {}});
    }
    std::vector<collected> collect() {
        return run::collect_all(sources, options, observer, std::stop_token());
    }
};

https_server::responder slowly() {
    answer reply = http_answer(200, "x");
    reply.pieces.insert(reply.pieces.begin(), "");
    reply.pause = 300ms; // twice: before the header and before the body
    return one_after_another({reply});
}

std::chrono::duration<double> time_of(std::size_t servers) {
    std::deque<https_server> running;
    collecting_run run;
    for (std::size_t i = 0; i < servers; ++i)
        run.add("source_" + std::to_string(i), running.emplace_back(slowly()).url("/"));
    const auto start = std::chrono::steady_clock::now();
    for (const collected& each : run.collect())
        BOOST_TEST((each.outcome == source_outcome::complete));
    return std::chrono::steady_clock::now() - start;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(collecting_test, collecting_run)

BOOST_AUTO_TEST_CASE(four_slow_sources_take_about_the_time_of_one) {
    // One after another they would take four times as long in every round; a machine that is busy
    // with something else spoils a round or two.
    double best = 4;
    for (int round = 0; round < 3 && best >= 2; ++round)
        best = std::min(best, time_of(4) / time_of(1));
    BOOST_TEST(best < 2, "four sources take " << best << " times as long as one");
}

BOOST_AUTO_TEST_CASE(results_come_in_the_order_of_the_sources) {
    const https_server good = raw_server(http_answer(200, "12345"));
    const https_server refusing = raw_server(http_answer(403, "no"));
    const https_server broken = raw_server({{""}, {}, ending::orderly});
    add("good", good.url("/"));
    add("refusing", refusing.url("/"));
    add("broken", broken.url("/"));
    const std::vector<collected> results = collect();
    BOOST_TEST((results.at(0).outcome == source_outcome::complete));
    BOOST_TEST(results.at(0).records == 5U);
    BOOST_TEST((results.at(1).outcome == source_outcome::refused));
    BOOST_TEST((results.at(2).outcome == source_outcome::unavailable));
    BOOST_TEST(observer.received_.at("good") == 5U);
}

BOOST_AUTO_TEST_CASE(a_failure_of_the_transport_tells_whether_another_day_may_help) {
    const https_server stranger = raw_server(redirect_answer(307, "https://stranger.example/"));
    const https_server chatty = raw_server({{"hello, who is there?"}, {}, ending::orderly});
    const https_server large = raw_server(http_answer(200, std::string(9'000'000, 'x')));
    std::string gone;
    {
        const https_server closed = raw_server(http_answer(200, "x"));
        gone = closed.url("/");
    }
    add("insecure", "http://example.com/");
    add("stranger", stranger.url("/"));
    add("chatty", chatty.url("/"));
    add("large", large.url("/"));
    add("gone", gone);
    const std::vector<source_outcome> expected{source_outcome::refused,
                                               source_outcome::refused,
                                               source_outcome::malformed,
                                               source_outcome::malformed,
                                               source_outcome::unavailable};
    const std::vector<collected> results = collect();
    for (std::size_t i = 0; i < expected.size(); ++i)
        BOOST_TEST((results.at(i).outcome == expected.at(i)),
                   sources.at(i).name << ": " << results.at(i).detail);
}

BOOST_AUTO_TEST_CASE(details_show_no_secret) {
    const https_server server = raw_server(http_answer(200, "the key is k3y%2F3"));
    options.secrets = {"k3y/3"};
    add("telling", server.url("/"));
    BOOST_TEST(collect().at(0).detail == "the key is REDACTED");
    BOOST_TEST(observer.ended_.at("telling") == "the key is REDACTED");
}

BOOST_AUTO_TEST_CASE(offline_no_source_is_asked) {
    const https_server server = raw_server(http_answer(200, "x"));
    options.network = http::network_use::forbidden;
    add("one", server.url("/"));
    const collected result = collect().at(0);
    BOOST_TEST((result.outcome == source_outcome::unavailable));
    BOOST_TEST(result.detail == "offline: it was not asked");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
