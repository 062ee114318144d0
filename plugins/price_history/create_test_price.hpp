#pragma once

#include "price-odb.hpp"
#include "price-values.hpp"
#include "price.hpp"

#include <seedbed/decimal.hpp>
#include <seedbed/testing.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins {

/// Which prices a test wants.
struct wanted_prices {
    std::string coin_type = "BTC";
    std::uint64_t count = 100;
    seedbed::testing::given<seedbed::decimal<20, 8>> start_price{}; // AUD; none: the market's
};

/// Prices of one coin, the oldest first, on the 5-minute grid up to the data's present.
inline std::vector<price> create_test_price_data(seedbed::testing::test_database& db,
                                                 const wanted_prices& wanted = {}) {
    using namespace seedbed::testing;
    const values<price> given{.coin_type = wanted.coin_type};
    return wanted.start_price
               ? create_list<price>(db,
                                    wanted.count,
                                    given,
                                    input("start_price", wanted.start_price.at(1).to_string()))
               : create_list<price>(db, wanted.count, given);
}

} // namespace ohmycoins
