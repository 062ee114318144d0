#pragma once

#include "step.hpp"

namespace seedbed::http {

/// Offers gzip, and inflates it, asked for or not. Any other coding is an error, as is a body that
/// inflates to more than the limit.
class content_coding final : public step {
public:
    explicit content_coding(step& next) : next_(next) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    step& next_;
};

} // namespace seedbed::http
