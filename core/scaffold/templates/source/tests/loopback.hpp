#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <string>
#include <thread>

/// A server on this machine that gives one answer to one request.
class loopback {
public:
    loopback(const std::string& status, const std::string& body)
        : answer_("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body),
          acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}),
          thread_([this] { serve(); }) {}

    ~loopback() { thread_.join(); }
    loopback(const loopback&) = delete;
    loopback& operator=(const loopback&) = delete;

    std::string url() const {
        return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
    }

private:
    void serve() {
        boost::asio::ip::tcp::socket client = acceptor_.accept();
        boost::asio::streambuf request;
        boost::asio::read_until(client, request, "\r\n\r\n");
        boost::asio::write(client, boost::asio::buffer(answer_));
    }

    std::string answer_;
    boost::asio::io_context context_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::thread thread_;
};
