#include <seedbed/source.hpp>

#include <fmt/format.h>

namespace seedbed {
namespace {

bool is_worth_another_day(unsigned status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

source_outcome outcome_of(unsigned status) {
    if (is_worth_another_day(status))
        return source_outcome::unavailable;
    return status >= 400 ? source_outcome::refused : source_outcome::malformed;
}

/// Whether asking again tomorrow may help, or something has to change first.
source_outcome outcome_of(http::problem cause) {
    switch (cause) {
    case http::problem::invalid_url:
    case http::problem::insecure_url:
    case http::problem::tls:
    case http::problem::redirect:
        return source_outcome::refused;
    case http::problem::too_large:
    case http::problem::protocol:
    case http::problem::coding:
        return source_outcome::malformed;
    default:
        return source_outcome::unavailable;
    }
}

} // namespace

source_plugin::~source_plugin() = default;

source_error::source_error(source_outcome outcome, const std::string& message)
    : error(failure::seeding, message), outcome_(outcome) {}

source_error::~source_error() = default;

void expect_ok(const http::response& response, std::string_view who) {
    if (response.status == 200)
        return;
    std::string message =
        fmt::format("{} answered {} {}", who, response.status, http::excerpt(response.reason, 60));
    if (!response.body.empty())
        message += fmt::format(": {}", http::excerpt(response.body));
    if (!response.remark.empty())
        message += fmt::format(" ({})", response.remark);
    throw source_error(outcome_of(response.status), message);
}

collected collected_until_error(std::uint64_t records, std::uint64_t rejected) {
    const auto result = [&](source_outcome outcome, const char* what) {
        return collected{.outcome = records > 0 ? source_outcome::partial : outcome,
                         .records = records,
                         .rejected = rejected,
                         .detail = what};
    };
    try {
        throw;
    } catch (const source_error& e) {
        return result(e.outcome(), e.what());
    } catch (const http::transport_error& e) {
        return result(outcome_of(e.cause()), e.what());
    } catch (const error& e) {
        return result(source_outcome::malformed, e.what());
    }
}

} // namespace seedbed
