#pragma once

#include <seedbed/http.hpp>

#include <string_view>

namespace seedbed::http {

/// Throws the transport_error "<where>: <what>. <what to do>", the advice being the cause's own.
[[noreturn]] void fail(problem cause, std::string_view where, std::string_view what);

} // namespace seedbed::http
