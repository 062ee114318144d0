#include <seedbed/row_context.hpp>

#include <algorithm>

namespace seedbed {

std::uint64_t
pick_early(random& draws, std::uint64_t index, std::uint64_t parents, early_choice choice) {
    const auto reach = static_cast<std::uint64_t>(static_cast<double>(index) * choice.per_row);
    return draws.zipf(std::min(parents, std::max(choice.first, reach)), choice.exponent);
}

} // namespace seedbed
