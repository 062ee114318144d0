#include "normal_stream.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>

namespace seedbed::market {

void normal_stream::fill(std::int64_t first, std::span<double> out) const noexcept {
    auto position = static_cast<std::uint64_t>(first);
    std::size_t done = 0;
    while (done < out.size()) {
        const std::uint64_t block = position / 4;
        const philox_words words = philox(key_,
                                          {static_cast<std::uint32_t>(block),
                                           static_cast<std::uint32_t>(block >> 32U),
                                           lane_,
                                           0});
        for (std::size_t word = position % 4; word < 4 && done < out.size(); ++word) {
            out[done] = normal_from(words[word]);
            ++done;
            ++position;
        }
    }
}

double unit_from(std::uint32_t word) noexcept {
    return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

double normal_from(std::uint32_t word) noexcept {
    return portable::normal_quantile(unit_from(word));
}

} // namespace seedbed::market
