#include "trader.hpp"

#include "algorithm_trading.hpp"
#include "manual_trading.hpp"

#include <algorithm>
#include <iterator>

namespace ohmycoins {

std::vector<order>
trade(const trader& who, const trading::price_board& prices, const seedbed::random& draws) {
    std::vector<order> orders;
    if (who.from >= who.to || prices.empty())
        return orders;
    orders = trade_by_hand(who, prices, draws.lane("by hand"));
    for (const running_algorithm& algorithm : who.algorithms) {
        std::vector<order> more = trade_by_algorithm(
            who, algorithm, prices, draws.lane("algorithm " + algorithm.id.to_string()));
        std::move(more.begin(), more.end(), std::back_inserter(orders));
    }
    std::stable_sort(orders.begin(), orders.end(), [](const order& a, const order& b) {
        return a.created_at < b.created_at;
    });
    return orders;
}

} // namespace ohmycoins
