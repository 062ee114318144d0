#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace seedbed {

/// A PostgreSQL `uuid`: sixteen bytes in network order. A regular value; the default is all zeros.
class uuid {
public:
    using bytes_type = std::array<unsigned char, 16>;

    constexpr uuid() = default;
    constexpr explicit uuid(const bytes_type& bytes) : bytes_(bytes) {}

    /// Reads the canonical form `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, in either case.
    /// Throws error(failure::usage) for anything else.
    static uuid parse(std::string_view text);

    /// The canonical form, in lower case.
    std::string to_string() const;

    constexpr const bytes_type& bytes() const noexcept { return bytes_; }

    friend constexpr auto operator<=>(const uuid&, const uuid&) = default;

private:
    bytes_type bytes_{};
};

} // namespace seedbed
