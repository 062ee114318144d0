#pragma once

#include "backtest.hpp"

#include <seedbed/fixture.hpp>

#include <string>
#include <vector>

namespace ohmycoins {

/// Makes a test's backtest agree with what the test set, and with its user and algorithm: it is of
/// the algorithm's owner, made after both were, its times are in order, and it has an error_message
/// where it failed and nowhere else. True where it is completed and its documents have to be made,
/// of what they are made from now. Throws error(failure::usage) for what cannot agree.
bool make_coherent(backtest& row, const seedbed::fixture_context& context);

/// What becomes of a test's backtest that could not be made: it failed, and says why. Throws
/// error(failure::usage) where the test wants it completed.
void fail_coherently(backtest& row,
                     const seedbed::fixture_context& context,
                     const std::string& message);

std::vector<seedbed::variation<backtest>> backtest_variations();

} // namespace ohmycoins
