#include <seedbed/suggest.hpp>

#include <algorithm>
#include <vector>

namespace seedbed::text {
namespace {

std::string lower_case(std::string_view word) {
    std::string lowered(word);
    for (char& letter : lowered) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return lowered;
}

std::size_t cheapest_edit(const std::vector<std::vector<std::size_t>>& cost,
                          std::string_view left,
                          std::string_view right,
                          std::size_t i,
                          std::size_t j) {
    const std::size_t replaced = cost[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
    std::size_t best = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
    const bool swapped =
        i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
    if (swapped) {
        best = std::min(best, cost[i - 2][j - 2] + 1);
    }
    return best;
}

} // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::vector<std::size_t>> cost(left.size() + 1,
                                               std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        cost[i][0] = i;
    }
    for (std::size_t j = 0; j <= right.size(); ++j) {
        cost[0][j] = j;
    }
    for (std::size_t i = 1; i <= left.size(); ++i) {
        for (std::size_t j = 1; j <= right.size(); ++j) {
            cost[i][j] = cheapest_edit(cost, left, right, i, j);
        }
    }
    return cost[left.size()][right.size()];
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
    const std::string wanted = lower_case(word);
    std::size_t closest = std::max<std::size_t>(1, wanted.size() / 3);
    std::string best;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(wanted, lower_case(candidate));
        const bool nearer = distance < closest || (distance == closest && best.empty());
        if (nearer || (distance == closest && candidate < best)) {
            closest = distance;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
    const std::string best = nearest(word, known);
    return best.empty() ? "" : "; did you mean '" + best + "'?";
}

} // namespace seedbed::text
