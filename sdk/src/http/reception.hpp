#pragma once

#include "location.hpp"
#include "step.hpp"
#include "time_limits.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <cstdint>

namespace seedbed::http {

/// How much of a response is taken, and by when.
struct reception_rules {
    const location& where;
    const time_limits& time;
    std::uint64_t body_limit;
};

/// Reads one response from `stream`, whose TCP layer is `tcp`. Throws transport_error, or
/// boost::system::system_error with operation_aborted when it is cancelled. Made for tcp_stream
/// and ssl::stream over it.
template <class Stream>
boost::asio::awaitable<response> receive(Stream& stream,
                                         boost::beast::tcp_stream& tcp,
                                         const reception_rules& rules,
                                         receiver& into);

} // namespace seedbed::http
