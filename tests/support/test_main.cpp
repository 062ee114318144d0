#define BOOST_TEST_MODULE seedbed
#include <boost/test/unit_test.hpp>
