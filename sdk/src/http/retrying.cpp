#include "retrying.hpp"

#include "classification.hpp"
#include "retry_after.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace seedbed::http {

namespace asio = boost::asio;

/// What one try came to: an answer or an error.
struct retrying::attempt {
    attempt() = default;

    response answer;
    std::optional<transport_error> failed;

    bool is_passing() const {
        return failed ? http::is_passing(failed->cause()) : http::is_passing(answer.status);
    }
};

namespace {

std::string with_remark(const std::string& message, const std::string& remark) {
    return remark.empty() ? message : fmt::format("{} ({})", message, remark);
}

} // namespace

std::chrono::milliseconds backoff(const retry_rules& rules, unsigned tries, double share) {
    const unsigned doublings = std::min(tries - 1, 20U);
    const auto longest = std::min(rules.first_wait * (1U << doublings), rules.longest_wait);
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(share * static_cast<double>(longest.count())));
}

retrying::retrying(step& next, const retry_rules& rules, timekeeper& time)
    : next_(next), rules_(rules), time_(time), random_(std::random_device()()) {}

asio::awaitable<response> retrying::get(const inquiry& wanted, receiver& into) {
    for (unsigned tries = 1;; ++tries) {
        attempt made = co_await try_once(wanted, into);
        const bool good_or_hopeless = !made.is_passing();
        if (good_or_hopeless && made.failed)
            throw transport_error(*made.failed);
        if (good_or_hopeless)
            co_return std::move(made.answer);
        const auto wait = wait_after(made, tries);
        if (const auto reason = reason_to_stop(wanted, made, tries, wait)) {
            if (made.failed)
                throw transport_error(made.failed->cause(),
                                      with_remark(made.failed->what(), *reason));
            made.answer.remark = *reason;
            co_return std::move(made.answer);
        }
        co_await time_.wait_until(time_.now() + wait);
    }
}

asio::awaitable<retrying::attempt> retrying::try_once(const inquiry& wanted, receiver& into) {
    attempt made;
    try {
        made.answer = co_await next_.get(wanted, into);
    } catch (const transport_error& failed) {
        made.failed = failed;
    }
    co_return made;
}

std::chrono::steady_clock::duration retrying::wait_after(const attempt& made, unsigned tries) {
    const double share = std::uniform_real_distribution<double>(0, 1)(random_);
    const std::chrono::milliseconds usual = backoff(rules_, tries, share);
    const auto field = made.answer.header("Retry-After");
    const auto asked = field ? parse_retry_after(*field, time_.date()) : std::nullopt;
    return std::max<std::chrono::milliseconds>(usual, asked.value_or(std::chrono::seconds(0)));
}

std::optional<std::string>
retrying::reason_to_stop(const inquiry& wanted,
                         const attempt& made,
                         unsigned tries,
                         std::chrono::steady_clock::duration wait) const {
    const auto in_seconds = [](auto span) {
        return std::chrono::ceil<std::chrono::seconds>(span).count();
    };
    const auto left = wanted.time.left(time_.now());
    if (wait >= left && made.answer.header("Retry-After"))
        return fmt::format("it asks to wait {} s, and {} s are left for this request",
                           in_seconds(wait),
                           std::max<std::int64_t>(in_seconds(left), 0));
    if (tries < rules_.tries && wait < left)
        return std::nullopt;
    return tries == 1 ? std::string() : fmt::format("after {} tries", tries);
}

} // namespace seedbed::http
