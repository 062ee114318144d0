#pragma once

#include "money.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ohmycoins {

/// How one user trades by hand: it goes with experience and appetite for risk. The figures are
/// chosen to look like a retail exchange's customers; no source gives them for this one.
class habits {
public:
    habits(std::string_view experience,
           std::string_view risk_tolerance,
           std::vector<std::string> coins,
           seedbed::random draws);

    const aud& deposit() const noexcept { return deposit_; }

    /// A coin to buy: popular ones more often, and each user has a taste of his own.
    std::string favourite(seedbed::random& draws) const;

    /// AUD to spend on one order, as people type it.
    aud amount(seedbed::random& draws) const;

    /// The largest amount that people type and that is not above `most`; 0 below 10.
    static aud round_amount(const aud& most);

    /// All of it, a half or a quarter.
    static quantity_decimal part_to_sell(const quantity_decimal& held, seedbed::random& draws);

    double limit_chance() const noexcept { return limit_chance_; }

    /// Prices that the market has yet to come to, of five digits.
    price_decimal limit_below(const price_decimal& price, seedbed::random& draws) const;
    price_decimal limit_above(const price_decimal& price, seedbed::random& draws) const;

    /// How long a limit order is left open.
    seedbed::timestamp::duration patience(seedbed::random& draws) const;

private:
    std::vector<std::string> coins_;
    std::vector<double> taste_; // a weight for each coin
    aud deposit_;
    double share_low_ = 0; // of the deposit, for one order
    double share_high_ = 0;
    double limit_chance_ = 0;
};

} // namespace ohmycoins
