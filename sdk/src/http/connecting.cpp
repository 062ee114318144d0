#include "connecting.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace seedbed::http {
namespace {

namespace asio = boost::asio;
using clock = std::chrono::steady_clock;

std::string text_of(const asio::ip::tcp::endpoint& address) {
    return address.address().is_v6()
               ? fmt::format("[{}]:{}", address.address().to_string(), address.port())
               : fmt::format("{}:{}", address.address().to_string(), address.port());
}

} // namespace

asio::awaitable<std::string> connect_to_first(boost::beast::tcp_stream& stream,
                                              const endpoints& addresses,
                                              clock::time_point until) {
    std::string refusals;
    std::size_t left = addresses.size();
    for (const asio::ip::tcp::endpoint& address : addresses) {
        const clock::time_point now = clock::now();
        if (now >= until)
            break;
        stream.close(); // the address before may have been of the other family
        stream.expires_at(now + (until - now) / left--);
        boost::system::error_code failed;
        co_await stream.async_connect(address, asio::redirect_error(asio::use_awaitable, failed));
        if (!failed)
            co_return std::string();
        if (failed == asio::error::operation_aborted)
            throw boost::system::system_error(failed);
        refusals += fmt::format(
            "{}{}: {}", refusals.empty() ? "" : "; ", text_of(address), failed.message());
    }
    co_return refusals;
}

} // namespace seedbed::http
