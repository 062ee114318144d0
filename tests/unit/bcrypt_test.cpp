#include "plugins/users/bcrypt.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <crypt.h>
#include <memory>
#include <string>

using ohmycoins::bcrypt;

namespace {

constexpr int cheap = 4; // libcrypt's least; what is tested does not depend on the cost

seedbed::random salt(std::uint64_t index) {
    return {seedbed::derive_key(42, "salts"), index};
}

/// How a login checks a password.
bool opens(const std::string& password, const std::string& hash) {
    const auto data = std::make_unique<crypt_data>();
    const char* again = crypt_rn(password.c_str(), hash.c_str(), data.get(), sizeof *data);
    return again && hash == again;
}

} // namespace

BOOST_AUTO_TEST_SUITE(bcrypt_test)

BOOST_AUTO_TEST_CASE(a_hash_has_the_shape_that_readers_expect) {
    const std::string hash = bcrypt("TestPassword123!", cheap, salt(1));
    BOOST_TEST(hash.size() == 60U);
    BOOST_TEST(hash.substr(0, 7) == "$2b$04$");
    BOOST_TEST(std::all_of(hash.begin() + 7, hash.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '.' || c == '/';
    }));
    BOOST_TEST(bcrypt("x", 12, salt(1)).substr(0, 7) == "$2b$12$");
}

BOOST_AUTO_TEST_CASE(the_password_opens_it_and_no_other_does) {
    for (const char* password : {"TestPassword123!", "ü ☃", "a"}) {
        const std::string hash = bcrypt(password, cheap, salt(2));
        BOOST_TEST(opens(password, hash));
        BOOST_TEST(!opens(password + std::string("x"), hash));
        BOOST_TEST(!opens("", hash));
    }
}

BOOST_AUTO_TEST_CASE(a_hash_made_elsewhere_is_understood_the_same_way) {
    // From the test vectors of the original implementation (crypt_blowfish), prefix $2a$.
    BOOST_TEST(opens("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
}

BOOST_AUTO_TEST_CASE(the_same_draws_give_the_same_hash) {
    BOOST_TEST(bcrypt("pass", cheap, salt(3)) == bcrypt("pass", cheap, salt(3)));
    BOOST_TEST(bcrypt("pass", cheap, salt(3)) != bcrypt("pass", cheap, salt(4)));
}

BOOST_AUTO_TEST_CASE(the_same_draws_give_the_same_hash_in_every_release) {
    BOOST_TEST(bcrypt("TestPassword123!", cheap, salt(0)) ==
               "$2b$04$KA66oSnJS72SOAeOdn8qQ.0/hEUfEM1MYnpT6iVIt9UjdEF8hspGW");
}

BOOST_AUTO_TEST_SUITE_END()
