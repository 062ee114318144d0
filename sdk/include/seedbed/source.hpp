#pragma once

#include <seedbed/http.hpp>
#include <seedbed/plugin.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace seedbed {

enum class source_outcome {
    complete,     ///< everything that was asked for arrived
    partial,      ///< some of it did; `detail` says why the rest did not, and what comes next
    unavailable,  ///< the source could not be reached, or had no answer: it may tomorrow
    refused,      ///< the source does not want to answer us: it will not before something changes
    unconfigured, ///< a key or an address is missing; `detail` says how to get it
    malformed,    ///< an answer came that is not what the source's contract says
    skipped,      ///< there was nothing to ask for in this run
};

/// How collecting went. `detail` is for people: what arrived, or why not and what comes next.
struct collected {
    source_outcome outcome = source_outcome::complete;
    std::uint64_t records = 0;
    std::uint64_t rejected = 0; ///< records that came and were no good; a note says why
    std::string detail;
};

/// Leaves `collect`, or is caught there by a source that keeps what it has, and then tells the
/// outcome.
class source_error : public error {
public:
    source_error(source_outcome outcome, const std::string& message);
    ~source_error() override; // out of line: one typeinfo, in libseedbed, for all plugins

    source_outcome outcome() const noexcept { return outcome_; }

private:
    source_outcome outcome_;
};

/// Throws source_error unless the status is 200: refused for a status that will be the same
/// tomorrow (401, 402, 403, 404, 410, 451 and other 4xx), unavailable for the others (408, 425,
/// 429, 5xx), malformed for a status without a body (204). `who` is "CoinSpot". The message has
/// status, reason and the start of the body, made fit to print.
void expect_ok(const http::response& response, std::string_view who);

/// What a source says that stops before its end, inside a catch block, with what it has kept:
/// partial where that is anything, else the outcome of the error.
collected collected_until_error(std::uint64_t records, std::uint64_t rejected = 0);

/// A plugin that collects from the network before the database phase. `collect` of all selected
/// sources run at the same time, as coroutines on one thread, outside any transaction; what was
/// collected stays in the plugin until `seed`.
///
/// A source that fails does not fail the run: its outcome is reported and its dependants do
/// without it. A source_error that leaves `collect` tells its outcome. An http::transport_error
/// means `refused` where the URL, the certificate or a redirect is not acceptable, `malformed`
/// where no HTTP came or too much of it, else `unavailable`; any other exception `malformed`.
class source_plugin : public plugin {
public:
    ~source_plugin() override;

    virtual boost::asio::awaitable<collected> collect(http::client& client) = 0;

protected:
    source_plugin() = default;
};

} // namespace seedbed
