#include <seedbed/row_key.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <type_traits>

using seedbed::key_sequence;
using seedbed::uuid;

namespace {

constexpr std::uint64_t row_count = 10'000;

const key_sequence users(42, "user");

std::uint64_t milliseconds_of(const uuid& key) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 6; ++i)
        value = value << 8 | key.bytes()[i];
    return value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(row_key_test)

BOOST_AUTO_TEST_CASE(keys_rise_with_the_index) {
    for (std::uint64_t i = 1; i < row_count; ++i)
        BOOST_REQUIRE((users.at(i - 1) < users.at(i)));
}

BOOST_AUTO_TEST_CASE(a_key_has_the_layout_of_uuid_version_7) {
    constexpr std::uint64_t start_of_2020 = 1'577'836'800'000;
    for (const std::uint64_t index : {0ULL, 1ULL, 77ULL, 4'000'000'000ULL}) {
        const uuid key = users.at(index);
        BOOST_TEST(key.to_string()[14] == '7');                    // version
        BOOST_TEST((key.bytes()[8] & 0xc0) == 0x80);               // variant of RFC 9562
        BOOST_TEST(milliseconds_of(key) == start_of_2020 + index); // a millisecond for each row
    }
}

BOOST_AUTO_TEST_CASE(the_index_of_a_key_is_found_again) {
    for (std::uint64_t i = 0; i < row_count; i += 97)
        BOOST_TEST(users.index_of(users.at(i)).value() == i);
}

BOOST_AUTO_TEST_CASE(a_foreign_key_has_no_index) {
    BOOST_TEST(!users.index_of(key_sequence(43, "user").at(5)).has_value());
    BOOST_TEST(!users.index_of(key_sequence(42, "order").at(5)).has_value());
    BOOST_TEST(!users.index_of(uuid()).has_value());
    BOOST_TEST(!users.index_of(uuid::parse("ffffffff-ffff-7fff-bfff-ffffffffffff")).has_value());
    auto changed = users.at(5).bytes();
    changed.back() ^= 1;
    BOOST_TEST(!users.index_of(uuid(changed)).has_value());
}

BOOST_AUTO_TEST_CASE(seed_and_model_change_every_key) {
    std::set<std::string> keys;
    for (std::uint64_t i = 0; i < 100; ++i)
        for (const key_sequence& sequence :
             {users, key_sequence(43, "user"), key_sequence(42, "users"), key_sequence(0, "")})
            keys.insert(sequence.at(i).to_string());
    BOOST_TEST(keys.size() == 400U);
}

// Nothing but seed and model goes in, so a row keeps its key whatever the as-of of the run.
static_assert(std::is_constructible_v<key_sequence, std::uint64_t, std::string_view>);
static_assert(!std::is_default_constructible_v<key_sequence>);

// Rows that are in people's databases already: these never change.
BOOST_AUTO_TEST_CASE(keys_are_the_same_in_every_release) {
    BOOST_TEST(users.at(0).to_string() == "016f5e66-e800-7288-b651-d267e9d7844d");
    BOOST_TEST(users.at(1).to_string() == "016f5e66-e801-75e5-b9a9-a37ad664f05e");
    BOOST_TEST(users.at(1'000'000).to_string() == "016f5e76-2a40-77a9-a510-c8e1ad786a00");
    BOOST_TEST(key_sequence(43, "user").at(0).to_string() ==
               "016f5e66-e800-71bc-8ac2-455ee09f8191");
    BOOST_TEST(key_sequence(42, "order").at(0).to_string() ==
               "016f5e66-e800-782a-ba1a-45c5dacdb3fb");
}

BOOST_AUTO_TEST_SUITE_END()
