#pragma once

#include <boost/endian/conversion.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace seedbed::wire {

/// A number as PostgreSQL sends it: in network order.
template <class Number>
std::string bytes_of(Number number) {
    std::string bytes(sizeof number, '\0');
    boost::endian::endian_store<Number, sizeof(Number), boost::endian::order::big>(
        reinterpret_cast<unsigned char*>(bytes.data()), number);
    return bytes;
}

template <class Number>
Number number_in(std::string_view bytes) {
    return boost::endian::endian_load<Number, sizeof(Number), boost::endian::order::big>(
        reinterpret_cast<const unsigned char*>(bytes.data()));
}

/// Microseconds since 2000-01-01 that stand for no instant.
inline constexpr std::int64_t infinity = INT64_MAX;
inline constexpr std::int64_t minus_infinity = INT64_MIN;

} // namespace seedbed::wire
