#include <seedbed/row_key.hpp>

#include <boost/endian/conversion.hpp>

namespace seedbed {
namespace {

constexpr std::uint64_t epoch_milliseconds = 1'577'836'800'000; // 2020-01-01T00:00:00Z
constexpr std::uint64_t version_7 = 0x7000;
constexpr std::uint64_t variant = 0x8000'0000'0000'0000;
constexpr std::uint64_t below_variant = 0x3fff'ffff'ffff'ffff;

} // namespace

uuid key_sequence::at(std::uint64_t index) const {
    random draws(key_, index);
    const std::uint64_t milliseconds = epoch_milliseconds + index;
    const std::uint64_t high = milliseconds << 16 | version_7 | (draws.bits() & 0xfff);
    const std::uint64_t low = variant | (draws.bits() & below_variant);
    uuid::bytes_type bytes{};
    boost::endian::store_big_u64(bytes.data(), high);
    boost::endian::store_big_u64(bytes.data() + 8, low);
    return uuid(bytes);
}

std::optional<std::uint64_t> key_sequence::index_of(const uuid& key) const {
    const std::uint64_t milliseconds = boost::endian::load_big_u64(key.bytes().data()) >> 16;
    if (milliseconds < epoch_milliseconds)
        return std::nullopt;
    const std::uint64_t index = milliseconds - epoch_milliseconds;
    return at(index) == key ? std::optional(index) : std::nullopt;
}

} // namespace seedbed
