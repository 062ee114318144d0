#include "circuit_breaker.hpp"

#include "classification.hpp"
#include "failure.hpp"
#include "location.hpp"

#include <fmt/format.h>

namespace seedbed::http {

namespace asio = boost::asio;

namespace {

constexpr unsigned most_failures = 5;

} // namespace

asio::awaitable<response> circuit_breaker::get(const inquiry& wanted, receiver& into) {
    const std::string where = locate(wanted.request.url).shown;
    host& asked = hosts_[where];
    if (asked.failures >= most_failures)
        fail(problem::shut,
             where,
             fmt::format("{} requests in a row have failed, the last with: {}; it is not asked "
                         "again in this run",
                         asked.failures,
                         asked.last));
    try {
        response got = co_await next_.get(wanted, into);
        asked.failures = is_passing(got.status) ? asked.failures + 1 : 0;
        asked.last = fmt::format("status {}", got.status);
        co_return got;
    } catch (const transport_error& failed) {
        if (is_passing(failed.cause()) || failed.cause() == problem::tls) {
            ++asked.failures;
            asked.last = failed.what();
            asked.last.erase(asked.last.find_last_not_of('.') + 1); // the sentence goes on
        }
        throw;
    }
}

} // namespace seedbed::http
