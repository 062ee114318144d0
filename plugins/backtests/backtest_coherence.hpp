#pragma once

#include "backtest.hpp"

#include <seedbed/fixture.hpp>

#include <vector>

namespace ohmycoins {

/// Makes a test's backtest agree with what the test set, and with its algorithm: it is of the
/// algorithm's owner and younger than the algorithm, its times are in order, and it has an
/// error_message where it failed and nowhere else. True where its documents have to be made again,
/// because what they were made from has changed.
bool make_coherent(backtest& row, const seedbed::fixture_context& context);

std::vector<seedbed::variation<backtest>> backtest_variations();

} // namespace ohmycoins
