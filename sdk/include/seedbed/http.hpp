#pragma once

#include <seedbed/error.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
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
    /// The whole request, whatever progress it makes.
    std::chrono::milliseconds total{60'000};
    /// The largest accepted body.
    std::uint64_t body_bytes = 8'388'608; // 8 MiB
};

/// No aggregate, on purpose: g++ 12 destroys an aggregate that is made inside a co_await expression
/// twice, and `co_await client.get(http::request(url))` is what everyone writes. (A braced list of
/// headers is what it cannot compile there: fill a request beforehand.)
struct request {
    request() = default;
    explicit request(std::string where, header_list fields = {}, http::limits allowed = {});

    /// Absolute, `https`; plain `http` reaches loopback hosts only.
    std::string url;
    /// In addition to Host, User-Agent, Accept-Encoding and Connection, which are set for it.
    header_list headers;
    http::limits limits{};
};

struct response {
    unsigned status = 0; ///< any status; only the caller knows which ones are good
    std::string reason;
    header_list headers; ///< in the order received
    std::string body;

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

struct client_options {
    /// PEM certificates that are trusted in addition to the system's store. (OpenSSL itself reads
    /// SSL_CERT_FILE and SSL_CERT_DIR in place of that store.)
    std::optional<std::filesystem::path> ca_file{};
    /// Sent with every request: who asks, and where to learn more, `seedbed/1.2 (+https://…)`.
    std::string user_agent;
};

/// Gets URLs over HTTP/1.1: TLS 1.2 or newer, the server's certificate and host name verified.
///
/// A call is one attempt over a connection of its own, and follows no redirect. Policies (retry,
/// rate limit, redirect, content coding, proxy, record and replay) belong around this class, each
/// as a step that calls the next; nothing in here repeats a request.
///
/// A client is immutable, so any thread may use it, and cheap to copy; a request under way keeps
/// what it needs alive.
class client {
public:
    /// Throws error(failure::usage) for a `ca_file` that cannot be read or a `user_agent` that is
    /// empty or has a line break.
    explicit client(client_options options);

    /// Throws transport_error when no response comes, and error(failure::usage) for a header that
    /// cannot be sent.
    ///
    /// Await it where one handler runs at a time: on an io_context run by one thread, or on a
    /// strand. Cancellation through the coroutine's slot ends it at once. Only the system's name
    /// look-up cannot be broken off: get() returns, but that look-up stays with the io_context
    /// until the system answers.
    boost::asio::awaitable<response> get(request wanted) const;

private:
    struct shared_state;
    static boost::asio::awaitable<response> perform(std::shared_ptr<shared_state> state,
                                                    request wanted);

    std::shared_ptr<shared_state> state_;
};

/// Text from elsewhere (a body, a vendor's message) made fit for a message or a log: white space
/// becomes one blank, whatever is not printable ASCII `?`, and no more than `max_size` bytes
/// remain, the last three being `...` when something was cut off.
std::string excerpt(std::string_view text, std::size_t max_size = 200);

} // namespace seedbed::http
