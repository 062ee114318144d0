#pragma once

/// Include this in a header that maps a class with `#pragma db object`. It teaches ODB how
/// seedbed's value types travel to and from PostgreSQL:
///
///   seedbed::uuid                UUID
///   seedbed::timestamp           TIMESTAMPTZ
///   seedbed::decimal<P, S>       NUMERIC(P,S)      (name it: #pragma db type("NUMERIC(20,8)"))
///   seedbed::json_text           JSONB             (or name JSON)
///   seedbed::text_array          VARCHAR[]
///   std::optional<T>             T, nullable
///
/// Linking code that ODB generated makes a program subject to ODB's licence, the GPL version 2.

#include <seedbed/decimal.hpp>
#include <seedbed/json_text.hpp>
#include <seedbed/text_array.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <odb/core.hxx>
#include <odb/wrapper-traits.hxx>

#include <optional>

namespace odb {

template <typename T>
class wrapper_traits<std::optional<T>> {
public:
    typedef T wrapped_type;
    typedef T unrestricted_wrapped_type;
    typedef std::optional<T> wrapper_type;

    static const bool null_handler = true;
    static const bool null_default = true;

    static bool get_null(const wrapper_type& value) { return !value.has_value(); }
    static void set_null(wrapper_type& value) { value.reset(); }
    static const wrapped_type& get_ref(const wrapper_type& value) { return *value; }
    static wrapped_type& set_ref(wrapper_type& value) {
        if (!value)
            value.emplace();
        return *value;
    }
};

} // namespace odb

#ifdef ODB_COMPILER

// ODB knows no time zones; PostgreSQL stores timestamptz as UTC, so the two differ by a cast only.
// clang-format off
#    pragma db map type("TIMESTAMPTZ") as("TIMESTAMP") \
        to("(?) AT TIME ZONE 'UTC'") from("(?) AT TIME ZONE 'UTC'")
#    pragma db map type("JSONB") as("TEXT") to("(?)::JSONB") from("(?)::TEXT")
#    pragma db map type("JSON") as("TEXT") to("(?)::JSON") from("(?)::TEXT")
#    pragma db map type("(VARCHAR|TEXT)\\[\\]") as("TEXT") to("(?)::$1[]") from("(?)::TEXT")
// clang-format on

#    pragma db value(seedbed::uuid) type("UUID")
#    pragma db value(seedbed::timestamp) type("TIMESTAMPTZ")
#    pragma db value(seedbed::json_text) type("JSONB")
#    pragma db value(seedbed::text_array) type("VARCHAR[]")

#else
#    include <seedbed/detail/odb_traits.hpp>
#endif
