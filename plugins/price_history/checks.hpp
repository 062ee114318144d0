#pragma once

#include <seedbed/check.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins {

/// The rules that single prices and each coin's grid keep. `days` is how far back the grid of
/// `coins` has to be without a gap, from each coin's newest price: of others, whose prices come
/// from sources only, nobody fills the gaps.
std::vector<seedbed::check> price_checks(std::int64_t days, const std::vector<std::string>& coins);

/// The statistics of the market as a whole, each with the band that real markets keep to.
std::vector<seedbed::check> market_checks();

} // namespace ohmycoins
