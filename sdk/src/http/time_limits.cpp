#include "time_limits.hpp"

#include "failure.hpp"

#include <fmt/format.h>

namespace seedbed::http {

deadline time_limits::for_connecting() const {
    return within(allowed_.connect, "connect", "connecting");
}

deadline time_limits::for_reading(std::string_view part) const {
    return within(allowed_.read, "read", part);
}

/// `length` from now, or the end of the whole call where that is sooner.
deadline time_limits::within(std::chrono::milliseconds length,
                             std::string_view name,
                             std::string_view part) const {
    const clock::time_point now = clock::now();
    const deadline total{end_, "total", allowed_.total};
    if (now >= end_)
        time_out(total, part);
    return now + length < end_ ? deadline{now + length, name, length} : total;
}

void time_limits::time_out(const deadline& until, std::string_view part) const {
    fail(problem::timeout,
         where_.shown,
         fmt::format("the {} limit of {:g} s ran out while {}",
                     until.name,
                     std::chrono::duration<double>(until.length).count(),
                     part));
}

} // namespace seedbed::http
