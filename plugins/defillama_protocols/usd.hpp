#pragma once

#include <seedbed/decimal.hpp>

#include <boost/json/fwd.hpp>

#include <compare>
#include <optional>

namespace seedbed::defillama {

/// US dollars: a type of its own, so that no price in AUD is taken for one. With 17 decimals it
/// holds what a double's shortest text says of any amount above a dollar, and sums of them.
struct usd {
    decimal<37, 17> amount;

    /// Whether a column of numeric(20,2) holds it.
    bool fits() const;

    /// As such a column holds it. Throws error(failure::seeding) where it does not fit.
    decimal<20, 2> rounded() const { return decimal<20, 2>::from(amount); }

    friend usd operator+(const usd& a, const usd& b) { return {a.amount + b.amount}; }
    friend constexpr auto operator<=>(const usd&, const usd&) = default;
};

/// A JSON number as an amount: an integer exactly, a double by the shortest
/// decimal text that gives it back, which is what the source wrote. Nothing for anything else, or
/// where it does not fit.
std::optional<usd> read_usd(const boost::json::value& value);

} // namespace seedbed::defillama
