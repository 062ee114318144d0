#pragma once

#include "recorded_exchange.hpp"
#include "step.hpp"

#include <seedbed/redaction.hpp>

#include <deque>
#include <filesystem>
#include <map>
#include <string>

namespace seedbed::http {

/// Answers from a recording and never from the network: to a URL that a source asked several
/// times, in the order of the recording.
class replaying final : public step {
public:
    replaying(std::filesystem::path directory, const redaction& secrets)
        : directory_(std::move(directory)), secrets_(secrets) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    using exchanges = std::map<std::string, std::deque<recorded_exchange>>; // by URL

    exchanges& recorded_for(const std::string& source);
    std::string body_of(const std::string& source, const recorded_exchange& exchange) const;

    std::filesystem::path directory_;
    const redaction& secrets_;
    std::map<std::string, exchanges> sources_;
};

/// Where the network may not be used.
class staying_offline final : public step {
public:
    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;
};

} // namespace seedbed::http
