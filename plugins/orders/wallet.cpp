#include "wallet.hpp"

#include <algorithm>

namespace ohmycoins {

void wallet::take(const std::string& coin, const quantity_decimal& quantity) {
    const auto held = coins_.find(coin);
    held->second -= quantity;
    if (held->second.is_zero())
        coins_.erase(held);
}

void wallet::expect(seedbed::timestamp time, const aud& amount) {
    expected_.push_back({.time = time, .amount = amount, .coin = {}, .quantity = {}});
}

void wallet::expect(seedbed::timestamp time,
                    const std::string& coin,
                    const quantity_decimal& quantity) {
    if (!quantity.is_zero())
        expected_.push_back({.time = time, .amount = {}, .coin = coin, .quantity = quantity});
}

void wallet::receive_until(seedbed::timestamp time) {
    const auto later = std::stable_partition(
        expected_.begin(), expected_.end(), [&](const arrival& a) { return a.time > time; });
    for (auto come = later; come != expected_.end(); ++come) {
        cash_ += come->amount;
        if (!come->coin.empty())
            coins_[come->coin] += come->quantity;
    }
    expected_.erase(later, expected_.end());
}

} // namespace ohmycoins
