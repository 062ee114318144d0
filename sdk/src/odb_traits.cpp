#include <seedbed/detail/odb_traits.hpp>
#include <seedbed/error.hpp>

#include <boost/endian/conversion.hpp>
#include <fmt/format.h>

#include <limits>

namespace seedbed::detail {
namespace {

constexpr timestamp postgres_epoch = timestamp::from_unix_seconds(946'684'800); // 2000-01-01
constexpr timestamp earliest = timestamp::from_unix_seconds(-210'866'803'200);  // 4713-11-24 BC
constexpr std::int64_t latest_wire = // later instants do not fit the class
    std::numeric_limits<std::int64_t>::max() - 946'684'800'000'000;

} // namespace

std::int64_t to_wire(timestamp value) {
    if (value < earliest)
        throw error(failure::seeding,
                    fmt::format("the time {} (seconds since 1970) is before PostgreSQL's earliest, "
                                "4713 BC",
                                value.unix_seconds()));
    return boost::endian::native_to_big(
        static_cast<std::int64_t>((value - postgres_epoch).count()));
}

timestamp from_wire(std::int64_t wire) {
    const std::int64_t microseconds = boost::endian::big_to_native(wire);
    if (microseconds > latest_wire || microseconds == std::numeric_limits<std::int64_t>::min())
        throw error(failure::database,
                    "a time after AD 294247 or an infinite one came from the server");
    return postgres_epoch + timestamp::duration(microseconds);
}

void store_text(odb::details::buffer& buffer, std::size_t& size, const std::string& text) {
    size = text.size();
    if (buffer.capacity() < size)
        buffer.capacity(size);
    std::memcpy(buffer.data(), text.data(), size);
}

} // namespace seedbed::detail
