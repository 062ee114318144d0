#pragma once

#include "recorded_exchange.hpp"
#include "step.hpp"

#include <seedbed/redaction.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace seedbed::http {

/// Writes every call and what it came to into DIR/<source>/, without secrets.
class recording final : public step {
public:
    recording(step& next,
              std::filesystem::path directory,
              const redaction& secrets,
              const timekeeper& time)
        : next_(next), directory_(std::move(directory)), secrets_(secrets), time_(time) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    class written_call;

    header_list redacted(const header_list& fields) const;

    step& next_;
    std::filesystem::path directory_;
    const redaction& secrets_;
    const timekeeper& time_;
    std::map<std::string, std::size_t> calls_; ///< of each source
};

} // namespace seedbed::http
