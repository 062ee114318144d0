#pragma once

#include <seedbed/http.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace seedbed::http {

/// One call and what it came to, as it stands in a recording; nothing in it is secret.
struct recorded_exchange {
    struct failed_call {
        problem cause;
        std::string message;
    };

    std::string url;
    header_list request_headers;
    std::string at;        ///< when the call ended, in UTC
    response answer;       ///< without its body; status 0 where there is none
    std::string body_file; ///< beside it
    std::optional<std::string> sha256;
    std::optional<failed_call> failed;
};

/// As JSON, one member a line.
std::string to_text(const recorded_exchange& exchange);

/// Throws error(failure::usage) that names `file` and what is wrong with it.
recorded_exchange parse_exchange(std::string_view text, const std::string& file);

/// What a file of a call is called, without its ending: "0007-api.example.com-v1-prices".
std::string exchange_name(std::size_t number, std::string_view url);

/// ".json", ".xml", ".html", ".txt" or ".bin".
std::string_view ending_for(std::string_view content_type);

} // namespace seedbed::http
