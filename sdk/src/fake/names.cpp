#include "names.hpp"

#include <algorithm>

namespace seedbed::detail {

name_list::name_list(std::string_view names, double offset) {
    double sum = 0.0;
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        names_.push_back(name);
        sum += 1.0 / (static_cast<double>(names_.size()) + offset);
        cumulative_.push_back(sum);
    }
}

std::string_view name_list::pick(random& r) const {
    const double point = r.unit() * cumulative_.back();
    const auto above = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, point);
    return names_[static_cast<std::size_t>(above - cumulative_.begin())];
}

} // namespace seedbed::detail
