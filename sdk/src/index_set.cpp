#include <seedbed/index_set.hpp>

#include <algorithm>
#include <iterator>

namespace seedbed {

void index_set::insert(std::uint64_t index) {
    if (contains(index))
        return;
    auto next = runs_.upper_bound(index);
    std::uint64_t end = index + 1;
    if (next != runs_.end() && next->first == end) {
        end = next->second;
        next = runs_.erase(next);
    }
    if (next != runs_.begin() && std::prev(next)->second == index)
        std::prev(next)->second = end;
    else
        runs_.emplace_hint(next, index, end);
}

bool index_set::contains(std::uint64_t index) const {
    const auto next = runs_.upper_bound(index);
    return next != runs_.begin() && index < std::prev(next)->second;
}

bool index_set::contains_any(std::uint64_t first, std::uint64_t end) const {
    if (contains(first))
        return first < end;
    const auto next = runs_.upper_bound(first);
    return next != runs_.end() && next->first < end;
}

std::uint64_t index_set::count_below(std::uint64_t limit) const {
    std::uint64_t count = 0;
    for (const auto& [first, end] : runs_) {
        if (first >= limit)
            break;
        count += std::min(end, limit) - first;
    }
    return count;
}

} // namespace seedbed
