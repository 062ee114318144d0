#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace seedbed::defillama {

/// Rows of an answer that were of no use.
class rejections {
public:
    void add(std::string why) {
        if (count_++ == 0)
            first_ = std::move(why);
    }

    std::uint64_t count() const noexcept { return count_; }
    const std::string& first() const noexcept { return first_; }

private:
    std::uint64_t count_ = 0;
    std::string first_;
};

} // namespace seedbed::defillama
