#include "core/database/column_type.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <vector>

using seedbed::database::column_type;
using seedbed::database::fits;
using seedbed::database::parse_column_type;

namespace {

struct spelling {
    const char* odb;        // in a CREATE TABLE
    const char* postgresql; // by format_type
};

std::ostream& operator<<(std::ostream& out, const spelling& row) {
    return out << row.odb;
}

const std::array<spelling, 18> spellings{{
    {"VARCHAR(255)", "character varying(255)"},
    {"VARCHAR", "character varying"},
    {"VARCHAR[]", "character varying[]"},
    {"TEXT", "text"},
    {"CHAR(2)", "character(2)"},
    {"INTEGER", "integer"},
    {"BIGINT", "bigint"},
    {"SMALLINT", "smallint"},
    {"SERIAL", "integer"},
    {"BIGSERIAL", "bigint"},
    {"BOOLEAN", "boolean"},
    {"NUMERIC(20,8)", "numeric(20,8)"},
    {"DECIMAL(20,8)", "numeric(20,8)"},
    {"TIMESTAMPTZ", "timestamp with time zone"},
    {"TIMESTAMP", "timestamp without time zone"},
    {"DOUBLE PRECISION", "double precision"},
    {"UUID", "uuid"},
    {"JSONB", "jsonb"},
}};

struct pairing {
    const char* mapped;
    const char* actual;
    bool fits;
};

std::ostream& operator<<(std::ostream& out, const pairing& row) {
    return out << row.mapped << " in " << row.actual;
}

const std::array<pairing, 24> pairings{{
    {"VARCHAR(20)", "character varying(20)", true},
    {"VARCHAR(20)", "character varying(50)", true},
    {"VARCHAR(20)", "character varying(19)", false},
    {"VARCHAR(20)", "character varying", true},
    {"VARCHAR(20)", "text", true},
    {"VARCHAR", "text", true},
    {"TEXT", "character varying", true},
    {"VARCHAR", "character varying(255)", false},
    {"VARCHAR(20)", "uuid", false},
    {"VARCHAR[]", "text[]", true},
    {"VARCHAR[]", "character varying", false},
    {"VARCHAR", "character varying[]", false},
    {"NUMERIC(20,8)", "numeric", true},
    {"NUMERIC(20,8)", "numeric(24,10)", true},
    {"NUMERIC(20,8)", "numeric(20,10)", false}, // two digits less before the point
    {"NUMERIC(20,8)", "numeric(20,6)", false},  // two digits less behind it
    {"NUMERIC", "numeric(20,8)", false},
    {"NUMERIC(20,8)", "double precision", false},
    {"SERIAL", "integer", true},
    {"INTEGER", "bigint", false}, // COPY sends four bytes, the column takes eight
    {"BIGINT", "integer", false},
    {"TIMESTAMPTZ", "timestamp without time zone", false},
    {"JSONB", "json", true},
    {"JSONB", "text", false},
}};

} // namespace

BOOST_AUTO_TEST_SUITE(column_type_test)

BOOST_DATA_TEST_CASE(both_spellings_of_a_type_are_the_same_type, spellings, row) {
    const column_type odb = parse_column_type(row.odb);
    const column_type postgresql = parse_column_type(row.postgresql);
    BOOST_TEST(odb.base == postgresql.base);
    BOOST_TEST((odb.arguments == postgresql.arguments));
    BOOST_TEST(odb.array == postgresql.array);
    BOOST_TEST(fits(odb, postgresql));
}

BOOST_AUTO_TEST_CASE(arguments_and_brackets_are_taken_apart) {
    const column_type numeric = parse_column_type("NUMERIC(20, 8)");
    BOOST_TEST(numeric.base == "numeric");
    BOOST_TEST((numeric.arguments == std::vector<int>{20, 8}));
    const column_type time = parse_column_type("timestamp(6) with time zone");
    BOOST_TEST(time.base == "timestamp with time zone");
    BOOST_TEST((time.arguments == std::vector<int>{6}));
    const column_type list = parse_column_type("character varying(20)[]");
    BOOST_TEST(list.base == "character varying");
    BOOST_TEST(list.array);
}

BOOST_DATA_TEST_CASE(a_column_fits_when_it_can_hold_every_mapped_value, pairings, row) {
    BOOST_TEST(fits(parse_column_type(row.mapped), parse_column_type(row.actual)) == row.fits);
}

BOOST_AUTO_TEST_SUITE_END()
