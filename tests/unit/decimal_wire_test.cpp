#include "tests/support/refusal.hpp"

#include <seedbed/decimal.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <string>
#include <vector>

using seedbed::decimal;
using seedbed::failure;
using seedbed::test::check_refused;

namespace {

constexpr int negative = 0x4000;
constexpr int not_a_number = 0xc000;
constexpr int infinity = 0xd000;

std::string bytes_of(std::initializer_list<int> words) {
    std::string bytes;
    for (const int word : words) {
        bytes += static_cast<char>(word >> 8);
        bytes += static_cast<char>(word & 0xff);
    }
    return bytes;
}

/// A number of scale 8 and its bytes: count of base-10000 digits, weight of the first one, sign,
/// shown decimals, digits. They are what `SELECT numeric_send(text::numeric(30,8))` gives.
struct wire {
    const char* text;
    std::string bytes;
};

std::ostream& operator<<(std::ostream& out, const wire& row) {
    return out << row.text;
}

const std::array<wire, 8> wires{{
    {"0.00000000", bytes_of({0, 0, 0, 8})},
    {"1.00000000", bytes_of({1, 0, 0, 8, 1})},
    {"10000.00000000", bytes_of({1, 1, 0, 8, 1})}, // zero groups are not sent
    {"12345.67800000", bytes_of({3, 1, 0, 8, 1, 2345, 6780})},
    {"-1.50000000", bytes_of({2, 0, negative, 8, 1, 5000})},
    {"0.00010000", bytes_of({1, -1, 0, 8, 1})},
    {"-0.00000001", bytes_of({1, -2, negative, 8, 1})},
    {"9999999999999999999999.99999999",
     bytes_of({8, 5, 0, 8, 99, 9999, 9999, 9999, 9999, 9999, 9999, 9999})},
}};

template <class Decimal>
std::string written(const Decimal& value) {
    std::array<char, seedbed::detail::numeric_capacity> out{};
    return {out.data(), seedbed::detail::write_numeric(value.units(), Decimal::scale, out.data())};
}

template <class Decimal>
std::string read(const std::string& bytes) {
    return Decimal::from_units(seedbed::detail::read_numeric(
                                   bytes.data(), bytes.size(), Decimal::precision, Decimal::scale))
        .to_string();
}

} // namespace

// PostgreSQL's binary numeric, without a server; integration/value_types_test.cpp asks one.
BOOST_AUTO_TEST_SUITE(decimal_wire_test)

BOOST_DATA_TEST_CASE(a_decimal_is_written_as_the_server_sends_it, wires, row) {
    BOOST_TEST((written(decimal<30, 8>::parse(row.text)) == row.bytes));
}

BOOST_DATA_TEST_CASE(what_the_server_sends_is_read, wires, row) {
    BOOST_TEST((read<decimal<30, 8>>(row.bytes)) == row.text);
}

BOOST_AUTO_TEST_CASE(a_scale_that_is_no_multiple_of_four_is_padded) {
    BOOST_TEST((written(decimal<5, 1>::parse("0.1")) == bytes_of({1, -1, 0, 1, 1000})));
    BOOST_TEST((written(decimal<9, 3>::parse("12.345")) == bytes_of({2, 0, 0, 3, 12, 3450})));
    BOOST_TEST((written(decimal<6, 5>::parse("1.00002")) == bytes_of({3, 0, 0, 5, 1, 0, 2000})));
    BOOST_TEST((written(decimal<5, 0>::parse("70000")) == bytes_of({1, 1, 0, 0, 7})));
}

BOOST_AUTO_TEST_CASE(thirty_seven_digits_go_both_ways) {
    const std::string nines(37, '9');
    BOOST_TEST((read<decimal<37, 0>>(written(decimal<37, 0>::parse(nines)))) == nines);
    BOOST_TEST((read<decimal<37, 37>>(written(decimal<37, 37>::parse("-0." + nines)))) ==
               "-0." + nines);
    BOOST_TEST((read<decimal<37, 18>>(written(decimal<37, 18>::parse("-1e-18")))) ==
               "-0.000000000000000001");
}

BOOST_AUTO_TEST_CASE(too_many_decimals_are_rounded_half_to_even) {
    BOOST_TEST((read<decimal<5, 2>>(bytes_of({2, 0, 0, 3, 1, 50}))) == "1.00");    // 1.005
    BOOST_TEST((read<decimal<5, 2>>(bytes_of({2, 0, 0, 3, 1, 150}))) == "1.02");   // 1.015
    BOOST_TEST((read<decimal<5, 2>>(bytes_of({3, 0, 0, 8, 1, 50, 1}))) == "1.01"); // 1.00500001
}

BOOST_AUTO_TEST_CASE(a_number_beyond_the_type_is_refused) {
    for (const int weight : {1, 3, 27}) // 10^4, 10^12, 10^108
        check_refused(failure::seeding, {"does not fit numeric(5,2)"}, [&] {
            read<decimal<5, 2>>(bytes_of({1, weight, 0, 0, 1}));
        });
}

BOOST_AUTO_TEST_CASE(a_number_of_more_digits_than_are_calculated_with_is_refused) {
    std::string third = bytes_of({29, -1, 0, 116});
    for (int i = 0; i < 29; ++i)
        third += bytes_of({3333});
    const std::vector<std::string> numbers{bytes_of({1, 28, 0, 0, 1}),   // 10^112
                                           bytes_of({1, 8000, 0, 0, 1}), // as large as they get
                                           bytes_of({1, -4000, 0, 16000, 1}),
                                           third};
    for (const std::string& number : numbers)
        check_refused(failure::database, {"more than 112 digits", "numeric(5,2)"}, [&] {
            read<decimal<5, 2>>(number);
        });
}

BOOST_AUTO_TEST_CASE(what_is_no_finite_number_is_refused) {
    for (const int sign : {not_a_number, infinity, infinity | 0x2000})
        check_refused(failure::database, {"NaN or infinity"}, [&] {
            read<decimal<5, 2>>(bytes_of({0, 0, sign, 0}));
        });
}

BOOST_AUTO_TEST_CASE(a_cut_off_message_is_refused) {
    const std::vector<std::string> cut{
        "", "abc", bytes_of({1, 0, 0, 2}), bytes_of({0, 0, 0, 2, 7})};
    for (const std::string& bytes : cut)
        check_refused(failure::database,
                      {"a numeric of " + std::to_string(bytes.size()) + " bytes"},
                      [&] { read<decimal<5, 2>>(bytes); });
}

BOOST_AUTO_TEST_SUITE_END()
