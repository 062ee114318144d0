#pragma once

#include <seedbed/http.hpp>

namespace seedbed::http {

/// What may succeed a moment later: the request came too early or too often, or the server has
/// trouble (5xx, with Cloudflare's 520 to 527).
inline bool is_passing(unsigned status) {
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599);
}

inline bool is_passing(problem cause) {
    return cause == problem::resolve || cause == problem::connect || cause == problem::timeout ||
           cause == problem::truncated || cause == problem::protocol;
}

} // namespace seedbed::http
