#include "tests/support/refusal.hpp"

#include <seedbed/uuid.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

using seedbed::uuid;

namespace {

const std::string canonical = "01234567-89ab-cdef-8123-456789abcdef";

const std::array<std::string, 8> no_uuids{
    "",
    "01234567-89ab-cdef-8123-456789abcde",   // a digit short
    "01234567-89ab-cdef-8123-456789abcdef0", // a digit long
    "0123456789abcdef8123456789abcdef",      // without dashes
    "{1234567-89ab-cdef-8123-456789abcde}",
    "0123456-789ab-cdef-8123-456789abcdef", // a dash too early
    "01234567-89ab-cdef-8123-456789abcdeg",
    "01234567-89ab-cdef-8123 456789abcdef"};

} // namespace

BOOST_AUTO_TEST_SUITE(uuid_test)

BOOST_AUTO_TEST_CASE(text_and_bytes_are_in_the_same_order) {
    const uuid parsed = uuid::parse(canonical);
    BOOST_TEST(parsed.bytes()[0] == 0x01);
    BOOST_TEST(parsed.bytes()[7] == 0xef);
    BOOST_TEST(parsed.bytes()[15] == 0xef);
    BOOST_TEST(parsed.to_string() == canonical);
}

BOOST_AUTO_TEST_CASE(upper_case_is_read_and_lower_case_written) {
    BOOST_TEST(uuid::parse("01234567-89AB-CDEF-8123-456789ABCDEF").to_string() == canonical);
}

BOOST_AUTO_TEST_CASE(the_default_is_all_zeros) {
    BOOST_TEST(uuid().to_string() == "00000000-0000-0000-0000-000000000000");
}

BOOST_AUTO_TEST_CASE(they_are_ordered_as_postgresql_orders_them_byte_by_byte) {
    const uuid low = uuid::parse("0fffffff-ffff-ffff-ffff-ffffffffffff");
    const uuid high = uuid::parse("80000000-0000-0000-0000-000000000000"); // above 127: no sign
    BOOST_TEST((low < high));
    BOOST_TEST((uuid() < low));
    BOOST_TEST((low == uuid::parse(low.to_string())));
}

BOOST_DATA_TEST_CASE(other_text_is_refused, no_uuids, text) {
    seedbed::test::check_refused(
        seedbed::failure::usage, {"'" + text + "' is not a UUID"}, [&] { uuid::parse(text); });
}

BOOST_AUTO_TEST_SUITE_END()
