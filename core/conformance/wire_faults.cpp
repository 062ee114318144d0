#include "core/conformance/fault.hpp"

#include <fmt/format.h>

namespace seedbed::conformance {
namespace {

using loopback::answer;
using loopback::ending;
using loopback::http_answer;

const std::string html = "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
                         "<body><div class=\"cf_chl\">Checking your browser</div></body></html>";

std::vector<std::string> with(std::vector<std::string> fields, const std::string& field) {
    fields.push_back(field);
    return fields;
}

answer raw(std::vector<std::string> pieces, ending end = ending::orderly) {
    return {std::move(pieces), {}, end};
}

/// Half of the body, where all of it was announced.
answer cut(const good_answer& good) {
    answer reply = good.whole();
    reply.pieces.back().resize(good.body.size() / 2);
    return reply;
}

/// A fault that does not look at what it spoils.
fault constant(std::string id,
               std::string what,
               expectation expected,
               const answer& reply,
               std::size_t most_requests = 3) {
    return {.id = std::move(id),
            .what = std::move(what),
            .expected = expected,
            .spoil = [reply](const good_answer&, const asked&) { return reply; },
            .most_requests = most_requests};
}

fault status(unsigned code, expectation expected, const std::string& body = html) {
    const bool once = expected == expectation::refused;
    return constant(fmt::format("status-{}", code),
                    fmt::format("answers {}", code),
                    expected,
                    http_answer(code, body),
                    once ? 1 : 3);
}

fault passing(std::string id, std::string what, const answer& reply) {
    fault made = constant(std::move(id), std::move(what), expectation::same, reply);
    made.reach = reach::first_time;
    return made;
}

fault harmless(std::string id,
               std::string what,
               const std::function<answer(const good_answer&)>& otherwise) {
    return {
        .id = std::move(id),
        .what = std::move(what),
        .expected = expectation::same,
        .spoil = [otherwise](const good_answer& good, const asked&) { return otherwise(good); }};
}

std::vector<fault> harmless_faults() {
    return {
        harmless("chunked",
                 "sends chunks with extensions and a trailer",
                 [](const good_answer& good) { return loopback::chunked_answer(good.body, 1000); }),
        harmless("gzip",
                 "packs the body with gzip",
                 [](const good_answer& good) {
                     return http_answer(200,
                                        loopback::gzip(good.body),
                                        with(good.fields, "Content-Encoding: gzip"));
                 }),
        harmless("text-plain",
                 "calls the body text/plain",
                 [](const good_answer& good) {
                     return http_answer(200, good.body, {"Content-Type: text/plain"});
                 }),
        harmless("no-type",
                 "does not say what the body is",
                 [](const good_answer& good) { return http_answer(200, good.body); }),
        harmless("abrupt-end",
                 "hangs up right behind a whole body",
                 [](const good_answer& good) {
                     answer reply = good.whole();
                     reply.end = ending::abrupt;
                     return reply;
                 }),
        harmless("clock-skew",
                 "has a clock of another year, and an old copy",
                 [](const good_answer& good) {
                     std::vector<std::string> fields =
                         with(good.fields, "Date: Sun, 01 Jan 2040 00:00:00 GMT");
                     fields.emplace_back("Age: 8640000");
                     return http_answer(200, good.body, fields);
                 }),
        passing("503-once", "answers 503, then as it should", http_answer(503, html)),
        passing("429-once",
                "answers 429 with a short Retry-After, then as it should",
                http_answer(429, "slow down", {"Retry-After: 2"})),
        passing("hang-up-once", "hangs up, then answers as it should", raw({""})),
        {.id = "cut-once",
         .what = "cuts the body, then answers as it should",
         .reach = reach::first_time,
         .expected = expectation::same,
         .spoil = [](const good_answer& good, const asked&) { return cut(good); }},
        {.id = "redirect-home",
         .what = "leads to another path of its own, then answers as it should",
         .reach = reach::first_time,
         .expected = expectation::same,
         .spoil = [](const good_answer&, const asked& request) -> std::optional<answer> {
             return loopback::redirect_answer(307, request.target);
         }},
    };
}

std::vector<fault> broken_connections() {
    using enum expectation;
    return {
        constant("hang-up", "takes the request and hangs up", unavailable, raw({""})),
        constant(
            "half-header", "ends in the header", unavailable, raw({"HTTP/1.1 200 OK\r\nConte"})),
        {.id = "cut-body",
         .what = "sends less than it announced",
         .expected = unavailable,
         .spoil = [](const good_answer& good, const asked&) { return cut(good); }},
        constant("cut-chunk",
                 "ends in a chunk",
                 unavailable,
                 raw({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "ff\r\n[{\"a\":"})),
        constant(
            "no-http", "speaks another protocol", nothing, raw({"SSH-2.0-OpenSSH_9.2\r\n\r\n"})),
        constant("too-large",
                 "announces a body of 900 MB",
                 nothing,
                 raw({"HTTP/1.1 200 OK\r\nContent-Length: 943718400\r\n\r\n"})),
        constant("gzip-bomb",
                 "sends gzip that becomes 80 MB",
                 nothing,
                 http_answer(200,
                             loopback::gzip(std::string(80'000'000, ' ')),
                             {"Content-Encoding: gzip"})),
        constant("gzip-none",
                 "calls gzip what is not",
                 nothing,
                 http_answer(200, "[1,2,3]", {"Content-Encoding: gzip"})),
        constant("brotli",
                 "packs the body in a way that nobody asked for",
                 nothing,
                 http_answer(200, "[1,2,3]", {"Content-Encoding: br"})),
        constant("redirect-stranger",
                 "leads to a host that the manifest does not name",
                 nothing,
                 loopback::redirect_answer(302, "https://stranger.example/")),
        {.id = "redirect-loop",
         .what = "leads back to the same address for ever",
         .expected = nothing,
         .spoil = [](const good_answer&, const asked& request) -> std::optional<answer> {
             return loopback::redirect_answer(302, request.target);
         },
         .most_requests = 18},
        constant("redirect-nowhere",
                 "leads to what is no address",
                 nothing,
                 loopback::redirect_answer(301, "http://[half/")),
    };
}

std::vector<fault> bad_statuses() {
    using enum expectation;
    std::vector<fault> faults;
    for (const unsigned code : {408U, 425U, 429U, 500U, 502U, 503U, 504U, 520U, 527U})
        faults.push_back(status(code, unavailable));
    for (const unsigned code : {401U, 402U, 403U, 404U, 410U, 451U})
        faults.push_back(status(code, refused));
    faults.push_back(constant("429-tomorrow",
                              "answers 429 and wants to be asked in a day",
                              unavailable,
                              http_answer(429, "slow down", {"Retry-After: 86400"}),
                              1));
    faults.push_back(constant("429-odd",
                              "answers 429 with a Retry-After that is none",
                              unavailable,
                              http_answer(429, "slow down", {"Retry-After: soon"})));
    faults.push_back(status(204, malformed, ""));
    return faults;
}

} // namespace

std::vector<fault> wire_faults() {
    std::vector<fault> all = harmless_faults();
    for (const auto& more : {broken_connections(), bad_statuses()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<fault> late_faults() {
    using enum expectation;
    std::vector<fault> all{
        constant("late-503", "answers 503 behind the first document", some, http_answer(503, html)),
        constant("late-403", "answers 403 behind the first document", some, http_answer(403, html)),
        constant("late-html", "sends HTML behind the first document", some, http_answer(200, html)),
        constant("late-hang-up", "hangs up behind the first document", some, raw({""}))};
    for (fault& each : all)
        each.reach = reach::later_documents;
    return all;
}

std::optional<answer> apply(const fault& fault, const good_answer& good, const asked& request) {
    const bool reached = fault.reach == reach::every ||
                         (fault.reach == reach::first_time && request.time == 1) ||
                         (fault.reach == reach::first_document && request.document == 0) ||
                         (fault.reach == reach::later_documents && request.document > 0);
    return reached ? fault.spoil(good, request) : std::nullopt;
}

} // namespace seedbed::conformance
