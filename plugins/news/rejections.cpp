#include "rejections.hpp"

#include <seedbed/http.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seedbed::news {

void rejections::add(const std::string& reason, std::string_view item) {
    tally& all = by_reason_[reason];
    if (all.count++ == 0)
        all.example = http::excerpt(item, 60);
}

void rejections::add(const rejections& others) {
    for (const auto& [reason, theirs] : others.by_reason_) {
        tally& all = by_reason_[reason];
        if (all.count == 0)
            all.example = theirs.example;
        all.count += theirs.count;
    }
}

std::uint64_t rejections::count() const {
    std::uint64_t sum = 0;
    for (const auto& [reason, all] : by_reason_)
        sum += all.count;
    return sum;
}

std::string rejections::none_of(std::string_view items) const {
    return fmt::format("none of the {} {} is of use: {}", count(), items, fmt::join(lines(), "; "));
}

std::vector<std::string> rejections::lines() const {
    std::vector<std::string> lines;
    for (const auto& [reason, all] : by_reason_)
        lines.push_back(fmt::format("{} left out: {} ({}{})",
                                    all.count,
                                    reason,
                                    all.example,
                                    all.count > 1 ? ", for one" : ""));
    return lines;
}

} // namespace seedbed::news
