#include "caching.hpp"
#include "circuit_breaker.hpp"
#include "content_coding.hpp"
#include "delivery.hpp"
#include "failure.hpp"
#include "location.hpp"
#include "recording.hpp"
#include "redirecting.hpp"
#include "replaying.hpp"
#include "retrying.hpp"
#include "throttle.hpp"
#include "timekeeper.hpp"
#include "transport.hpp"

#include <seedbed/http_options.hpp>
#include <seedbed/redaction.hpp>

#include <boost/asio/error.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/system/system_error.hpp>

#include <memory>
#include <utility>

namespace seedbed::http {

namespace asio = boost::asio;

namespace {

constexpr std::uint64_t kept_body = 8ULL << 20U;
constexpr std::uint64_t streamed_body = 64ULL << 20U;

/// Messages show the beginning of such an answer, and what is cut off a secret is not recognized as
/// one any more.
void hide(const redaction& secrets, response& refusal) {
    refusal.body = secrets(refusal.body);
    refusal.reason = secrets(refusal.reason);
}

std::shared_ptr<timekeeper> given_or_machine(std::shared_ptr<timekeeper> given) {
    return given ? std::move(given) : std::make_shared<machine_time>();
}

} // namespace

request::request(std::string where, header_list fields, http::limits allowed)
    : url(std::move(where)), headers(std::move(fields)), limits(allowed) {}

/// The steps of a call, from the innermost to the outermost.
struct client::shared_state {
    explicit shared_state(const client_options& options)
        : secrets(options.secrets), secrets_in_data(unlike_words(options.secrets)),
          time(given_or_machine(options.time)), network(options, *time), coding(network),
          turns(coding, *time), breaker(turns), retries(breaker, options.retry, *time),
          redirects(retries, secrets), cache(redirects, options.cache, secrets_in_data, *time),
          outermost(make_outermost(options)) {}

    /// What stands between the caller and the policies of the network.
    std::unique_ptr<step> make_outermost(const client_options& options) {
        switch (options.network) {
        case network_use::record:
            return std::make_unique<recording>(cache, options.recording, secrets_in_data, *time);
        case network_use::replay:
            return std::make_unique<replaying>(options.recording, secrets_in_data);
        case network_use::forbidden:
            return std::make_unique<staying_offline>();
        case network_use::live:
            break;
        }
        return nullptr;
    }

    step& first() { return outermost ? *outermost : static_cast<step&>(cache); }

    redaction secrets;         ///< for messages
    redaction secrets_in_data; ///< for what others sent, and what is kept of it
    std::shared_ptr<timekeeper> time;
    transport network;
    content_coding coding;
    throttle turns;
    circuit_breaker breaker;
    retrying retries;
    redirecting redirects;
    caching cache;
    std::unique_ptr<step> outermost; ///< nothing: the cache
};

client::client(client_options options)
    : state_(std::make_shared<shared_state>(options)),
      rules_(std::make_shared<const source_rules>()) {}

client::client(std::shared_ptr<shared_state> state, std::shared_ptr<const source_rules> rules)
    : state_(std::move(state)), rules_(std::move(rules)) {}

client client::acting_for(source_rules rules) const {
    return {state_, std::make_shared<const source_rules>(std::move(rules))};
}

// Static: what it needs lives in the coroutine, not in the client that was asked.
asio::awaitable<response> client::perform(std::shared_ptr<shared_state> state,
                                          std::shared_ptr<const source_rules> rules,
                                          request wanted,
                                          body_sink* sink) {
    std::string where;
    if (!wanted.limits.body_bytes)
        wanted.limits.body_bytes = sink == nullptr ? kept_body : streamed_body;
    time_budget time(state->time->now(), wanted.limits.total);
    const inquiry asked(std::move(wanted), *rules, time);
    delivery into(sink, *rules);
    try {
        where = locate(asked.request.url).shown;
        response got = co_await state->first().get(asked, into);
        got.body = into.take_body();
        if (got.status != 200)
            hide(state->secrets, got);
        co_return got;
    } catch (const boost::system::system_error& failed) {
        if (failed.code() != asio::error::operation_aborted)
            throw;
        fail(problem::cancelled, where, "the request was cancelled");
    } catch (const transport_error& failed) {
        throw transport_error(failed.cause(), state->secrets(failed.what()));
    }
}

asio::awaitable<response> client::get(request wanted) const {
    return perform(state_, rules_, std::move(wanted), nullptr);
}

asio::awaitable<response> client::get_into(request wanted, body_sink& sink) const {
    return perform(state_, rules_, std::move(wanted), &sink);
}

body_sink::~body_sink() = default;

std::optional<std::string_view> response::header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (boost::beast::iequals(field, name))
            return value;
    }
    return std::nullopt;
}

} // namespace seedbed::http
