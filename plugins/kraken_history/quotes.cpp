#include "quotes.hpp"

#include "market/coins.hpp"

#include <algorithm>

namespace seedbed::kraken {

market::quote quote_around_close(std::string_view ticker, const aud_price& close_aud) {
    constexpr market::coin unknown{.ticker = "",
                                   .reference_price = 1,
                                   .beta = 1,
                                   .own_volatility = 0,
                                   .decimals = 8,
                                   .base_spread = 0.005};
    const auto known = std::ranges::find(market::coins(), ticker, &market::coin::ticker);
    const market::coin& coin = known == market::coins().end() ? unknown : *known;
    return market::quote_around_known(
        coin, static_cast<std::int64_t>(close_aud.units()), coin.base_spread);
}

} // namespace seedbed::kraken
