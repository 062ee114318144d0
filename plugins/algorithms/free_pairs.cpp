#include "free_pairs.hpp"

#include <algorithm>

namespace ohmycoins {

free_pairs::free_pairs(std::uint64_t users, std::vector<std::uint64_t> algorithms)
    : users_(users), algorithms_(std::move(algorithms)) {}

void free_pairs::take(const pair& taken) {
    const auto found = std::lower_bound(algorithms_.begin(), algorithms_.end(), taken.second);
    if (taken.first >= users_ || found == algorithms_.end() || *found != taken.second)
        return;
    taken_by& own = taken_[taken.first];
    own.places.resize(algorithms_.size());
    const auto place = static_cast<std::size_t>(found - algorithms_.begin());
    own.count += own.places[place] ? 0 : 1;
    own.places[place] = true;
}

std::optional<free_pairs::pair>
free_pairs::take_from(std::uint64_t user, std::size_t place, std::size_t reach) {
    for (std::uint64_t next = 0; next < users_; ++next) {
        const std::uint64_t candidate = (user + next) % users_;
        if (const auto found = free_place(candidate, place, reach)) {
            const pair taken(candidate, algorithms_[*found]);
            take(taken);
            return taken;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t>
free_pairs::free_place(std::uint64_t user, std::size_t place, std::size_t reach) {
    const auto own = taken_.find(user);
    if (own == taken_.end())
        return place;
    if (own->second.count == algorithms_.size())
        return std::nullopt;
    for (std::size_t next = 0; next < reach; ++next)
        if (const std::size_t candidate = (place + next) % reach; !own->second.places[candidate])
            return candidate;
    return std::nullopt;
}

} // namespace ohmycoins
