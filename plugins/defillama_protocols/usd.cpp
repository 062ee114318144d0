#include "usd.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>

#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace seedbed::defillama {

namespace {

template <class Number>
std::optional<usd> parse(Number number) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    try {
        const usd read{decimal<37, 17>::parse(std::string_view(
            digits.data(), static_cast<std::size_t>(written.ptr - digits.data())))};
        return read.fits() ? std::optional(read) : std::nullopt;
    } catch (const error&) { // more than 20 digits before the point
        return std::nullopt;
    }
}

} // namespace

bool usd::fits() const {
    static const auto largest = decimal<37, 17>::from_integer(999'999'999'999'999'999);
    return amount <= largest && -amount <= largest;
}

std::optional<usd> read_usd(const boost::json::value& value) {
    switch (value.kind()) {
    case boost::json::kind::int64:
        return parse(value.get_int64());
    case boost::json::kind::uint64:
        return parse(value.get_uint64());
    case boost::json::kind::double_:
        return parse(value.get_double());
    default:
        return std::nullopt;
    }
}

} // namespace seedbed::defillama
