#pragma once

#include "ledger.hpp"

#include <seedbed/timestamp.hpp>

#include <map>
#include <string>
#include <vector>

namespace ohmycoins {

/// What a user can spend and sell: money and coins that open orders have set aside are not in it.
class wallet {
public:
    explicit wallet(const aud& deposit) : cash_(deposit) {}

    const aud& cash() const noexcept { return cash_; }
    const std::map<std::string, quantity_decimal>& coins() const noexcept { return coins_; }

    void take(const aud& amount) { cash_ -= amount; }
    void take(const std::string& coin, const quantity_decimal& quantity);

    /// Comes in at `time`: what a fill brings, what an order that ended gives back.
    void expect(seedbed::timestamp time, const aud& amount);
    void expect(seedbed::timestamp time, const std::string& coin, const quantity_decimal& quantity);

    /// Takes in what has come until `time`.
    void receive_until(seedbed::timestamp time);

private:
    struct arrival {
        seedbed::timestamp time;
        aud amount;
        std::string coin; // empty for money alone
        quantity_decimal quantity;
    };

    aud cash_;
    std::map<std::string, quantity_decimal> coins_; // none with zero
    std::vector<arrival> expected_;
};

} // namespace ohmycoins
