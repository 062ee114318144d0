#include "ledger.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

using namespace ohmycoins;
using trading::holding;
using trading::realized_profit;
using trading::side;

namespace {

quantity_decimal coins(const char* text) {
    return quantity_decimal::parse(text);
}

price_decimal price(const char* text) {
    return price_decimal::parse(text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(ledger_test)

BOOST_AUTO_TEST_CASE(buys_average_their_prices_and_sells_leave_the_average) {
    holding held;
    held.add(side::buy, coins("2"), price("100"));
    held.add(side::buy, coins("1"), price("130"));
    BOOST_TEST(held.average_price().to_string() == "110.00000000");
    held.add(side::sell, coins("1.5"), price("999"));
    BOOST_TEST(held.average_price().to_string() == "110.00000000");
    BOOST_TEST(held.quantity().to_string() == "1.5000000000");
    BOOST_TEST(held.total_cost().to_string() == "165.00");
}

BOOST_AUTO_TEST_CASE(averages_and_costs_are_rounded_as_postgresql_rounds) {
    holding held;
    held.add(side::buy, coins("0.5"), price("3.01")); // 1.505
    BOOST_TEST(held.total_cost().to_string() == "1.51");
    held.add(side::buy, coins("0.25"), price("3.02")); // (1.505 + 0.755) / 0.75 = 3.01333…
    BOOST_TEST(held.average_price().to_string() == "3.01333333");
}

BOOST_AUTO_TEST_CASE(selling_more_than_is_held_is_refused_with_both_numbers) {
    holding held;
    held.add(side::buy, coins("1"), price("10"));
    BOOST_CHECK_EXCEPTION(held.add(side::sell, coins("1.5"), price("10")),
                          seedbed::error,
                          [](const seedbed::error& e) {
                              const std::string text = e.what();
                              return text.find("1.5000000000") != std::string::npos &&
                                     text.find("1.0000000000") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(profit_is_realized_first_in_first_out) {
    realized_profit earned;
    earned.add(side::buy, coins("1"), price("100"));
    earned.add(side::buy, coins("1"), price("200"));
    earned.add(side::sell, coins("1.5"), price("300")); // 200 on the first, 50 on half the second
    BOOST_TEST(trading::to_cents(earned.profit()).to_string() == "250.00");
    earned.add(side::sell, coins("0.5"), price("100"));
    BOOST_TEST(trading::to_cents(earned.profit()).to_string() == "200.00");
}

BOOST_AUTO_TEST_CASE(what_was_never_bought_earns_nothing) {
    realized_profit earned;
    earned.add(side::sell, coins("3"), price("300"));
    earned.add(side::buy, coins("1"), price("100"));
    earned.add(side::sell, coins("2"), price("101"));
    BOOST_TEST(trading::to_cents(earned.profit()).to_string() == "1.00");
}

BOOST_AUTO_TEST_CASE(an_amount_never_buys_more_than_it_pays_for) {
    for (const char* text : {"0.07", "3", "65000.12345678", "7"}) {
        const quantity_decimal quantity = quantity_for(aud::parse("100"), price(text));
        const auto paid = seedbed::multiply<seedbed::decimal<36, 18>>(quantity, price(text));
        BOOST_TEST((paid <= seedbed::decimal<36, 18>::parse("100")), text);
        const auto one_more = seedbed::multiply<seedbed::decimal<36, 18>>(
            quantity + quantity_decimal::parse("0.00000001"), price(text));
        BOOST_TEST((one_more > seedbed::decimal<36, 18>::parse("100")), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
