#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace seedbed::cryptopanic {

/// Addresses of the pages of posts. The key is part of each: they are for requests only, never for
/// a message, a log or a table.
class page_addresses {
public:
    /// `base` is what the paths stand behind, "https://cryptopanic.com". `plan` is "growth", or
    /// "v1" for the API before plans. Throws error(failure::usage) for others than such.
    page_addresses(std::string base, const std::string& plan, std::string key);

    std::string first() const;

    /// The page that an answer names as its next one, with this object's key in place of whatever
    /// key it has. Throws source_error(malformed) unless scheme, host and port are the base's:
    /// the key goes nowhere else.
    std::string following(std::string_view next) const;

private:
    std::string with_key(std::string address) const;

    std::string base_;
    std::string path_;
    std::string key_;
};

} // namespace seedbed::cryptopanic
