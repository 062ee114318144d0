#include "plugins/cryptopanic_news/answer.hpp"
#include "plugins/cryptopanic_news/page_address.hpp"
#include "tests/support/files.hpp"

#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace cryptopanic = seedbed::cryptopanic;
using seedbed::source_outcome;

using seedbed::test::payloads_are_there;

namespace {

const seedbed::timestamp now = seedbed::timestamp::parse("2026-12-04T12:00:00Z");

std::optional<source_outcome> outcome_of(unsigned status, std::string body, std::string& message) {
    seedbed::http::response response;
    response.status = status;
    response.reason = "Reason";
    response.body = std::move(body);
    try {
        cryptopanic::expect_posts(response, now);
    } catch (const seedbed::source_error& e) {
        message = e.what();
        return e.outcome();
    }
    return std::nullopt;
}

struct answer_case {
    unsigned status;
    const char* body;
    source_outcome outcome;
    const char* says;
};

std::ostream& operator<<(std::ostream& out, const answer_case& row) {
    return out << row.status << ' ' << row.body;
}

const answer_case answers[] = {
    {400,
     R"({"status":"api_error","info":"No such token"})",
     source_outcome::refused,
     "400 Reason: No such token. Check CRYPTOPANIC_API_KEY"},
    {401, "", source_outcome::refused, "401 Reason. Check CRYPTOPANIC_API_KEY"},
    {403, R"({"detail":"Not yours"})", source_outcome::refused, "Not yours. Check"},
    {403, "error code: 1010\n", source_outcome::refused, "Cloudflare"},
    {403, "<html>Just a moment...</html>", source_outcome::refused, "Just a moment..."},
    {404, "<!DOCTYPE html><html>", source_outcome::refused, "--cryptopanic-plan"},
    {429,
     R"({"status":"api_error","info":"Your monthly Quota is gone"})",
     source_outcome::unavailable,
     "until the first of next month UTC, 2027-01-01T00:00:00Z"},
    {429, R"({"detail":"Slow down."})", source_outcome::unavailable, "a quarter of an hour"},
    {402, "Pay", source_outcome::refused, "402 Reason: Pay"},
    {500, "", source_outcome::unavailable, "500"},
    {204, "", source_outcome::malformed, "204"},
};

const std::string base = "https://panic.example:8443";
const std::string key = "k3y/with+odd=signs";
const std::string key_in_address = "k3y%2Fwith%2Bodd%3Dsigns";

cryptopanic::page_addresses addresses(const std::string& plan = "growth") {
    return {base, plan, key};
}

struct next_case {
    const char* next;
    const char* says;
};

std::ostream& operator<<(std::ostream& out, const next_case& row) {
    return out << row.next;
}

constexpr next_case refused_next[] = {
    {"https://elsewhere.example:8443/api/?auth_token=x", "elsewhere.example"},
    {"https://panic.example/api/", "panic.example:443"},
    {"http://panic.example:8443/api/", "http://"},
    {"https://panic.example.evil.example:8443/", "evil.example"},
    {"https://panic.example:8443@evil.example/", "cannot be read"},
    {"https://evil.example\\@panic.example:8443/", "cannot be read"},
    {"//panic.example:8443/api/", "cannot be read"},
    {"/api/?page=2", "cannot be read"},
    {"", "cannot be read"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(cryptopanic_answer_test)

BOOST_DATA_TEST_CASE(an_error_is_told_in_the_vendors_words_and_with_advice, answers, row) {
    std::string message;
    const auto outcome = outcome_of(row.status, row.body, message);
    BOOST_TEST_MESSAGE(message);
    BOOST_REQUIRE(outcome.has_value());
    BOOST_CHECK(*outcome == row.outcome);
    BOOST_TEST(message.find(row.says) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(success_passes) {
    std::string message;
    BOOST_CHECK(!outcome_of(200, "", message));
}

BOOST_AUTO_TEST_CASE(observed_errors_are_told_apart,
                     *boost::unit_test::precondition(payloads_are_there)) {
    const std::string text = seedbed::test::payload("cryptopanic_errors_OBSERVED.json");
    const boost::json::array cases = boost::json::parse(text).as_array();
    BOOST_TEST(cases.size() == 8U);
    for (const auto& each : cases) {
        const auto status = each.at("http").to_number<unsigned>();
        const auto& body = each.at("body");
        std::string message;
        const auto outcome =
            outcome_of(status, body.is_string() ? body.as_string().c_str() : "", message);
        BOOST_TEST_MESSAGE(message);
        const bool try_later = status == 429;
        BOOST_CHECK(outcome == (try_later ? source_outcome::unavailable : source_outcome::refused));
    }
}

BOOST_AUTO_TEST_CASE(the_first_page_is_the_plans) {
    BOOST_TEST(addresses().first() ==
               base + "/api/growth/v2/posts/?public=true&kind=news&auth_token=" + key_in_address);
    BOOST_TEST(addresses("v1").first() ==
               base + "/api/v1/posts/?public=true&kind=news&auth_token=" + key_in_address);
    BOOST_TEST(cryptopanic::page_addresses("http://localhost:81/x/", "v1", "k").first() ==
               "http://localhost:81/x/api/v1/posts/?public=true&kind=news&auth_token=k");
}

BOOST_AUTO_TEST_CASE(the_following_page_is_asked_for_with_our_own_key) {
    BOOST_TEST(
        addresses().following(base + "/api/growth/v2/posts/?auth_token=old&cursor=a%3Db#x") ==
        base + "/api/growth/v2/posts/?cursor=a%3Db&auth_token=" + key_in_address);
    BOOST_TEST(addresses().following("HTTPS://PANIC.example:8443/p?page=2") ==
               "HTTPS://PANIC.example:8443/p?page=2&auth_token=" + key_in_address);
    BOOST_TEST(cryptopanic::page_addresses("https://panic.example", "v1", "k")
                   .following("https://panic.example:443/p") ==
               "https://panic.example:443/p?auth_token=k");
}

BOOST_DATA_TEST_CASE(a_page_elsewhere_is_refused, refused_next, row) {
    BOOST_CHECK_EXCEPTION(
        addresses().following(row.next), seedbed::source_error, [&row](const auto& thrown) {
            const std::string message = thrown.what();
            BOOST_TEST_MESSAGE(message);
            return message.find(row.says) != std::string::npos &&
                   message.find("auth_token") == std::string::npos &&
                   message.find("k3y") == std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(a_plan_or_base_that_is_none_is_a_usage_error) {
    const auto is_usage = [](const seedbed::error& thrown) {
        return thrown.kind() == seedbed::failure::usage;
    };
    for (const char* plan : {"", "../v1", "growth/v2", "Growth", "a b"})
        BOOST_CHECK_EXCEPTION(addresses(plan), seedbed::error, is_usage);
    for (const char* url : {"", "panic.example", "https://", "https://a.example?x=1", "a b"})
        BOOST_CHECK_EXCEPTION(
            cryptopanic::page_addresses(url, "v1", "k"), seedbed::error, is_usage);
}

BOOST_AUTO_TEST_SUITE_END()
