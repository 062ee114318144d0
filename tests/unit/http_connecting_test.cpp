#include "http/connecting.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <deque>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

/// Loopback addresses: IPv6's where this machine has one, else a second one of IPv4.
asio::ip::address first_family() {
    asio::io_context context;
    tcp::acceptor probe(context);
    boost::system::error_code failed;
    probe.open(tcp::v6(), failed);
    if (!failed)
        probe.bind({asio::ip::address_v6::loopback(), 0}, failed);
    return failed ? asio::ip::make_address("127.0.0.2") : asio::ip::address_v6::loopback();
}

struct network {
    asio::io_context context;
    std::deque<tcp::acceptor> acceptors;
    std::deque<tcp::socket> waiting;

    tcp::endpoint listen(const asio::ip::address& address, int backlog = 16) {
        tcp::acceptor& made = acceptors.emplace_back(context);
        made.open(address.is_v6() ? tcp::v6() : tcp::v4());
        made.bind({address, 0});
        made.listen(backlog);
        return made.local_endpoint();
    }

    tcp::endpoint nobody_at(const asio::ip::address& address) {
        const tcp::endpoint was = listen(address);
        acceptors.pop_back();
        return was;
    }

    /// Its queue is full: the system drops what asks for a connection, as a dead route does.
    tcp::endpoint silent_at(const asio::ip::address& address) {
        const tcp::endpoint full = listen(address, 0);
        for (int i = 0; i < 4; ++i)
            waiting.emplace_back(context).async_connect(full, [](boost::system::error_code) {});
        context.run_for(50ms);
        return full;
    }

    std::string connect(boost::beast::tcp_stream& stream,
                        const seedbed::http::endpoints& addresses,
                        std::chrono::milliseconds limit) {
        auto said = asio::co_spawn(context,
                                   seedbed::http::connect_to_first(
                                       stream, addresses, std::chrono::steady_clock::now() + limit),
                                   asio::use_future);
        context.restart();
        while (said.wait_for(0s) != std::future_status::ready)
            context.run_one();
        return said.get();
    }
};

const asio::ip::address second = asio::ip::address_v4::loopback();

} // namespace

BOOST_FIXTURE_TEST_SUITE(http_connecting_test, network)

BOOST_AUTO_TEST_CASE(the_next_address_is_tried_where_one_refuses) {
    boost::beast::tcp_stream stream(context);
    const tcp::endpoint alive = listen(second);
    BOOST_TEST(connect(stream, {nobody_at(first_family()), alive}, 5s).empty());
    BOOST_TEST(stream.socket().remote_endpoint() == alive);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_silent_takes_its_share_of_the_time_only) {
    boost::beast::tcp_stream stream(context);
    const tcp::endpoint alive = listen(second);
    BOOST_TEST(connect(stream, {silent_at(first_family()), alive}, 600ms).empty());
    BOOST_TEST(stream.socket().remote_endpoint() == alive);
}

BOOST_AUTO_TEST_CASE(what_every_address_said_is_told) {
    boost::beast::tcp_stream stream(context);
    const tcp::endpoint one = nobody_at(first_family());
    const tcp::endpoint other = nobody_at(second);
    const std::string said = connect(stream, {one, other}, 5s);
    BOOST_TEST(said.find(":" + std::to_string(one.port()) + ": ") != std::string::npos, said);
    BOOST_TEST(said.find("; 127.0.0.1:" + std::to_string(other.port())) != std::string::npos, said);
}

BOOST_AUTO_TEST_SUITE_END()
