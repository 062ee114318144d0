#pragma once

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <boost/url.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace seedbed {

/// What an API's paths stand behind, as the value of `option` says, without a '/' at its end.
/// Throws error(failure::usage) unless it is an http or https address of a host, without a query
/// or a fragment. `example` is one that is.
inline std::string base_url(std::string value, std::string_view option, std::string_view example) {
    while (value.ends_with('/'))
        value.pop_back();
    const auto parsed = boost::urls::parse_uri(value);
    const bool usable = parsed &&
                        (parsed->scheme_id() == boost::urls::scheme::http ||
                         parsed->scheme_id() == boost::urls::scheme::https) &&
                        !parsed->encoded_host().empty() && !parsed->has_query() &&
                        !parsed->has_fragment();
    if (!usable)
        throw error(
            failure::usage,
            fmt::format("{} '{}' is no base URL; write it as {}",
                        option,
                        http::excerpt(value.substr(value.rfind('@') + 1), 80), // no password
                        example));
    return value;
}

} // namespace seedbed
