#pragma once

#include <seedbed/http.hpp>

#include <optional>
#include <string_view>

namespace seedbed::http {

/// Throws the transport_error "<where>: <what>. <what to do>", the advice being the cause's own.
[[noreturn]] void fail(problem cause, std::string_view where, std::string_view what);

/// The word for a problem in a recording.
std::string_view name_of(problem cause);
std::optional<problem> problem_named(std::string_view name);

} // namespace seedbed::http
