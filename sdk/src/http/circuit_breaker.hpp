#pragma once

#include "step.hpp"

#include <map>
#include <string>

namespace seedbed::http {

/// Spares a host that fails again and again: after five failures in a row it is not asked any
/// more by this client.
class circuit_breaker final : public step {
public:
    explicit circuit_breaker(step& next) : next_(next) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    struct host {
        unsigned failures = 0; ///< since the last success
        std::string last;      ///< what happened the last time
    };

    step& next_;
    std::map<std::string, host> hosts_;
};

} // namespace seedbed::http
