#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::news {

/// Items that were no good, counted by reason.
class rejections {
public:
    /// `item` says which one; the first of each reason is told as an example.
    void add(const std::string& reason, std::string_view item);
    void add(const rejections& others);

    std::uint64_t count() const;

    /// What the source says of an answer whose items all were no good: "none of its 3 posts is of
    /// use: 3 left out: …".
    std::string none_of(std::string_view items) const;

    /// "3 left out: the title is absent (id 17, for one)", by reason.
    std::vector<std::string> lines() const;

private:
    struct tally {
        std::uint64_t count = 0;
        std::string example;
    };
    std::map<std::string, tally> by_reason_;
};

} // namespace seedbed::news
