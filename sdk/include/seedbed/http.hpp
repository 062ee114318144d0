#pragma once

#include <seedbed/error.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed::http {

/// Header fields, in order; a name may occur several times.
using header_list = std::vector<std::pair<std::string, std::string>>;

/// How long and how much a request may take. A limit that is hit is a transport_error whose
/// message names the limit.
struct limits {
    /// Until the server is ready for the request: name look-up, TCP connection and TLS handshake
    /// together. The host's addresses share it, so one that is dead leaves time for the next.
    std::chrono::milliseconds connect{10'000};
    /// The longest silence of the server after that.
    std::chrono::milliseconds read{15'000};
    /// The whole call with its tries, redirects and the waits between them, whatever progress it
    /// makes. Only waiting for a turn under the source's own rate limit does not count.
    std::chrono::milliseconds total{60'000};
    /// The largest accepted body, as sent and as inflated. Unless it is set, 8 MiB for get() and
    /// 64 MiB for get_into().
    std::optional<std::uint64_t> body_bytes{};
};

/// No aggregate, on purpose: g++ 12 destroys an aggregate that is made inside a co_await expression
/// twice, and `co_await client.get(http::request(url))` is what everyone writes. (A braced list of
/// headers is what it cannot compile there: fill a request beforehand.)
struct request {
    request() = default;
    explicit request(std::string where, header_list fields = {}, http::limits allowed = {});

    /// Absolute, `https`; plain `http` reaches loopback hosts only.
    std::string url;
    /// In addition to Host, User-Agent, Accept-Encoding and Connection, which are set for it. A
    /// redirect to another host takes none of them along but Accept.
    header_list headers;
    http::limits limits{};
};

struct response {
    unsigned status = 0; ///< any status; only the caller knows which ones are good
    std::string reason;
    header_list headers; ///< in the order received
    std::string body;
    /// What was done about an answer that is no success: "after 3 tries". For messages.
    std::string remark{};

    /// The first field of that name, upper and lower case being the same; lives as long as the
    /// response does.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// Why no response came.
enum class problem {
    invalid_url,
    insecure_url, ///< plain HTTP to a host that is not loopback; nothing is connected
    resolve,      ///< the host name has no address
    connect,      ///< no address of the host takes the connection
    tls,          ///< certificate, host name or handshake refused; no request was sent
    timeout,      ///< a limit of `limits` ran out
    truncated,    ///< the connection ended before the response did
    too_large,    ///< body or header over its limit
    protocol,     ///< the answer is not HTTP
    coding,       ///< the body is coded in a way that cannot be read
    redirect,     ///< the server points to where requests do not go
    shut,         ///< too many requests to this host have failed; it is not asked in this run
    offline,      ///< the run may not use the network
    not_recorded, ///< the run is answered from a recording that does not have this
    cancelled,    ///< through the awaiting coroutine's cancellation slot
};

/// No response came: the host (never the path, the query or a secret), what happened, and what to
/// do. Its kind() is usage for a bad URL, interrupted for a cancellation, otherwise seeding.
class transport_error : public error {
public:
    transport_error(problem cause, const std::string& message);
    ~transport_error() override; // out of line: one typeinfo, in libseedbed, for all plugins

    problem cause() const noexcept { return cause_; }

private:
    problem cause_;
};

struct client_options; // <seedbed/http_options.hpp>: the host's side of a client
struct source_rules;

/// Takes a body while it arrives, so that none has to fit into memory.
class body_sink {
public:
    virtual ~body_sink();
    /// A response begins. Once more after a retry: what came before is void.
    virtual void begin() = 0;
    /// The next bytes of the body; valid inside the call.
    virtual void write(std::string_view bytes) = 0;

protected:
    body_sink() = default;
    body_sink(const body_sink&) = default;
    body_sink& operator=(const body_sink&) = default;
};

/// Gets URLs over HTTP/1.1: TLS 1.2 or newer, the server's certificate and host name verified.
///
/// A call comes back with an answer, of whatever status, or throws; in between the client
/// - waits for its turn under the rate that the source's manifest declares for each host;
/// - follows up to 5 redirects: to the same host or those that the manifest names, never from
///   https to http;
/// - tries again, up to 3 times in all, what may succeed then: no answer, 408, 425, 429 and 5xx,
///   after a random wait (or what Retry-After asks for) that fits into `limits.total`;
/// - stops asking a host after 5 failures in a row, for the rest of the run;
/// - inflates gzip;
/// - goes through the proxy that https_proxy and its companions name;
/// - answers from the cache, a recording or not at all where the user wants that.
///
/// Copies share what is known of the hosts. They are used by one thread at a time, and a call
/// under way keeps what it needs alive.
class client {
public:
    /// Throws error(failure::usage) for a `ca_file` that cannot be read or a `user_agent` that is
    /// empty or has a line break.
    explicit client(client_options options);

    /// The same client, acting for one source.
    client acting_for(source_rules rules) const;

    /// Throws transport_error when no response comes, and error(failure::usage) for a header that
    /// cannot be sent. Only a status of 200 is a success.
    ///
    /// Await it where one handler runs at a time: on an io_context run by one thread, or on a
    /// strand. Cancellation through the coroutine's slot ends it at once. Only the system's name
    /// look-up cannot be broken off: get() returns, but that look-up stays with the io_context
    /// until the system answers.
    boost::asio::awaitable<response> get(request wanted) const;

    /// The same, with the body of a 200 given to `sink` (which must outlive the call) while it
    /// arrives, instead of being kept in the response. What `sink` throws ends the call.
    boost::asio::awaitable<response> get_into(request wanted, body_sink& sink) const;

private:
    struct shared_state;
    client(std::shared_ptr<shared_state> state, std::shared_ptr<const source_rules> rules);

    static boost::asio::awaitable<response> perform(std::shared_ptr<shared_state> state,
                                                    std::shared_ptr<const source_rules> rules,
                                                    request wanted,
                                                    body_sink* sink);

    std::shared_ptr<shared_state> state_;
    std::shared_ptr<const source_rules> rules_;
};

/// Text from elsewhere (a body, a vendor's message) made fit for a message or a log: white space
/// becomes one blank, whatever is not printable ASCII `?`, and no more than `max_size` bytes
/// remain, the last three being `...` when something was cut off.
std::string excerpt(std::string_view text, std::size_t max_size = 200);

} // namespace seedbed::http
