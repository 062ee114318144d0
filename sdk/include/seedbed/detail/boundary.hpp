#pragma once

#include <seedbed/error.hpp>

#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <string>
#include <typeinfo>

namespace seedbed::detail {

/// An exception's text, owned by the caller: it stays readable whatever becomes of the plugin.
struct call_error {
    failure kind = failure::seeding;
    std::string type;
    std::string message;
};

/// The message, and its type where that is not seedbed's own.
inline std::string describe(const call_error& failed) {
    return failed.type == "seedbed::error" ? failed.message
                                           : failed.message + " (" + failed.type + ")";
}

inline std::string current_exception_type() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    if (!type)
        return "an unknown type";
    int status = 0;
    char* readable = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
    std::string name = status == 0 ? readable : type->name();
    std::free(readable);
    return name;
}

/// To be called inside a catch block: describes the exception that is being handled.
inline call_error describe_current_exception() {
    try {
        throw;
    } catch (const error& e) {
        return {e.kind(), "seedbed::error", e.what()};
    } catch (const std::exception& e) {
        return {failure::seeding, current_exception_type(), e.what()};
    } catch (...) {
        const std::string type = current_exception_type();
        return {failure::seeding, type, "threw a value of type " + type};
    }
}

/// Runs `call` so that no exception leaves it: false, and `out` filled, when one was thrown.
template <class Call>
bool guarded(call_error& out, Call&& call) noexcept {
    try {
        call();
        return true;
    } catch (...) {
        out = describe_current_exception();
        return false;
    }
}

} // namespace seedbed::detail
