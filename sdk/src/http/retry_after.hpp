#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace seedbed::http {

/// An HTTP date in any of the three forms of RFC 9110, 5.6.7; nothing for what is none.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// The wait that a Retry-After field asks for, as seconds or as a date; no less than nothing, and
/// no more than a year. Nothing for what is neither.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view text,
                                                      std::chrono::system_clock::time_point now);

} // namespace seedbed::http
