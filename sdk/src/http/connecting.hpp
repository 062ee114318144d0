#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace seedbed::http {

using endpoints = std::vector<boost::asio::ip::tcp::endpoint>;

/// Connects to the first of the addresses that answers, in their order; none may take more than
/// its share of the time that is left, so that a dead IPv6 route does not hide a working IPv4 one.
/// Gives nothing, or, when none answered until then, what each said. Throws
/// boost::system::system_error with operation_aborted when it is cancelled.
boost::asio::awaitable<std::string> connect_to_first(boost::beast::tcp_stream& stream,
                                                     const endpoints& addresses,
                                                     std::chrono::steady_clock::time_point until);

} // namespace seedbed::http
