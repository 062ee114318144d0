#pragma once

#include <seedbed/http.hpp>
#include <seedbed/timestamp.hpp>

namespace seedbed::cryptopanic {

/// Throws source_error unless the status is 200, with CryptoPanic's own words and what to do next:
/// refused for 400, 401, 403 and 404 (key or plan), unavailable for 429, which is the monthly
/// quota, until the first of the next month in UTC (as seen from `now`), or too many requests at
/// once; the rest as expect_ok has it.
void expect_posts(const http::response& response, timestamp now);

} // namespace seedbed::cryptopanic
