#include "tests/support/refusal.hpp"

#include <seedbed/decimal.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>
#include <vector>

using seedbed::decimal;
using seedbed::divide;
using seedbed::failure;
using seedbed::multiply;
using seedbed::test::check_refused;

namespace {

using money = decimal<20, 2>;
using price = decimal<20, 8>;
using widest = decimal<30, 8>;

const std::string most = "9999999999999999999999.99999999"; // of widest

struct rounding {
    const char* text;
    const char* cents;
};

std::ostream& operator<<(std::ostream& out, const rounding& row) {
    return out << row.text;
}

const std::array<rounding, 17> roundings{{
    {"0", "0.00"},
    {"12.3", "12.30"},
    {"-12.345678", "-12.35"},
    {"+7", "7.00"},
    {".5", "0.50"},
    {"5.", "5.00"},
    {"007", "7.00"},
    {"1e3", "1000.00"},
    {"1.5E+2", "150.00"},
    {"125e-3", "0.12"},
    {"0.125", "0.12"},
    {"0.135", "0.14"},
    {"-0.125", "-0.12"},
    {"-0.135", "-0.14"},
    {"0.1250001", "0.13"},
    {"0.004999", "0.00"},
    {"-0.005", "0.00"},
}};

const std::array<std::string, 13> no_numbers{
    "", " ", "-", ".", "e5", "1e", "1.2.3", "1,5", "0x10", "12 ", "NaN", "inf", "1e999"};

} // namespace

BOOST_AUTO_TEST_SUITE(decimal_test)

BOOST_AUTO_TEST_SUITE(text)

BOOST_DATA_TEST_CASE(text_is_read_exactly_and_rounded_half_to_even, roundings, row) {
    BOOST_TEST(money::parse(row.text).to_string() == row.cents);
}

BOOST_DATA_TEST_CASE(what_is_no_number_is_refused, no_numbers, text) {
    check_refused(
        failure::seeding, {"'" + text + "' is not a decimal number"}, [&] { money::parse(text); });
}

BOOST_AUTO_TEST_CASE(the_longest_text_is_refused_without_being_repeated_whole) {
    try {
        money::parse(std::string(5000, '1'));
        BOOST_ERROR("nothing was refused");
    } catch (const seedbed::error& refused) {
        BOOST_TEST(std::string(refused.what()).size() < 200U);
    }
}

BOOST_AUTO_TEST_CASE(every_decimal_is_printed) {
    BOOST_TEST(price().to_string() == "0.00000000");
    BOOST_TEST(price::from_units(1).to_string() == "0.00000001");
    BOOST_TEST(price::from_units(-100'000'000).to_string() == "-1.00000000");
    BOOST_TEST((decimal<5, 0>::from_integer(12)).to_string() == "12");
    BOOST_TEST((decimal<3, 3>::from_units(-7)).to_string() == "-0.007");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(all_digits_fit_and_not_one_more) {
    BOOST_TEST(widest::parse(most).to_string() == most);
    BOOST_TEST(widest::parse("-" + most).to_string() == "-" + most);
    const std::vector<std::string> reason{"numeric(30,8)", "22 digits before the decimal point"};
    check_refused(failure::seeding, reason, [] { widest::parse("1e22"); });
    check_refused(failure::seeding, reason, [] { widest::parse("-1e22"); });
    check_refused(failure::seeding, reason, [] { widest::parse(most + "9"); }); // rounds up
}

BOOST_AUTO_TEST_CASE(sums_and_differences_do_not_wrap) {
    const widest top = widest::parse(most);
    const widest step = widest::from_units(1);
    BOOST_TEST(((top - step) + step == top));
    check_refused(failure::seeding, {"does not fit"}, [&] { top + step; });
    check_refused(failure::seeding, {"does not fit"}, [&] { -top - step; });
    check_refused(failure::seeding, {"does not fit"}, [&] { top + top; });
}

BOOST_AUTO_TEST_CASE(thirty_seven_digits_are_the_most) {
    using full = decimal<37, 0>;
    const full top = full::parse(std::string(37, '9'));
    BOOST_TEST((top + -top).is_zero());
    check_refused(failure::seeding, {"numeric(37,0)"}, [&] { top + top; });
}

BOOST_AUTO_TEST_CASE(a_whole_number_or_another_decimal_is_checked_too) {
    using ratio = decimal<5, 4>;
    BOOST_TEST(ratio::from_integer(9).to_string() == "9.0000");
    BOOST_TEST(ratio::from(price::parse("1.23455")).to_string() == "1.2346"); // half to even
    BOOST_TEST(ratio::from(price::parse("1.23445")).to_string() == "1.2344");
    check_refused(failure::seeding, {"numeric(5,4)"}, [] { ratio::from_integer(10); });
    check_refused(failure::seeding, {"numeric(5,4)"}, [] { ratio::from(money::parse("-10")); });
    check_refused(failure::seeding, {"numeric(5,4)"}, [] { ratio::from_units(100'000); });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(arithmetic)

BOOST_AUTO_TEST_CASE(a_tenth_is_a_tenth) {
    money sum;
    for (int i = 0; i < 1'000'000; ++i)
        sum += money::parse("0.10");
    BOOST_TEST(sum.to_string() == "100000.00");
}

BOOST_AUTO_TEST_CASE(products_are_exact_before_they_are_rounded) {
    const price quantity = price::parse("0.12345678");
    const price rate = price::parse("118452.43783103");
    BOOST_TEST((multiply<decimal<37, 16>>(quantity, rate)).to_string() == "14623.7565577691478834");
    BOOST_TEST(multiply<money>(quantity, rate).to_string() == "14623.76");
    BOOST_TEST(multiply<money>(price::parse("-0.5"), money::parse("0.01")).is_zero());
    BOOST_TEST(multiply<money>(price::parse("1.5"), money::parse("0.01")).to_string() == "0.02");
}

BOOST_AUTO_TEST_CASE(the_widest_factors_do_not_wrap) {
    const widest top = widest::parse(most);
    const widest tiny = widest::from_units(1);
    BOOST_TEST(multiply<widest>(top, tiny).to_string() == "100000000000000.00000000");
    check_refused(failure::seeding, {"numeric(30,8)"}, [&] { multiply<widest>(top, top); });
}

BOOST_AUTO_TEST_CASE(quotients_are_rounded_half_to_even) {
    const auto over_eight = [](int n) {
        return divide<money>(money::from_integer(n), money::from_integer(8)).to_string();
    };
    BOOST_TEST(over_eight(1) == "0.12");   // 0.125
    BOOST_TEST(over_eight(3) == "0.38");   // 0.375
    BOOST_TEST(over_eight(-1) == "-0.12"); // -0.125
    BOOST_TEST(over_eight(-3) == "-0.38");
    BOOST_TEST(divide<price>(money::from_integer(2), price::from_integer(-3)).to_string() ==
               "-0.66666667");
    BOOST_TEST(divide<widest>(widest::parse(most), widest::parse(most)).to_string() ==
               "1.00000000");
}

BOOST_AUTO_TEST_CASE(a_quotient_that_cannot_be_is_refused) {
    check_refused(failure::seeding, {"7.50 is divided by zero"}, [] {
        divide<money>(money::parse("7.5"), price());
    });
    check_refused(failure::seeding, {"numeric(30,8)"}, [] {
        divide<widest>(widest::parse(most), price::from_units(1));
    });
}

BOOST_AUTO_TEST_CASE(order_and_sign_are_those_of_the_number) {
    BOOST_TEST((price::parse("-1") < price()));
    BOOST_TEST((price::parse("0.1") > price::parse("0.09")));
    BOOST_TEST((price::parse("1e-8") == price::from_units(1)));
    BOOST_TEST(price::parse("-1e-8").is_negative());
    BOOST_TEST(!price::parse("-0").is_negative());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
