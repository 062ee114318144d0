#include "tests/support/refusal.hpp"

#include <seedbed/column_setting.hpp>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <ostream>
#include <string>

using namespace seedbed;
using seedbed::test::check_refused;

namespace {

value_kind kind_of(const std::string& type) {
    static const std::map<std::string, value_kind> kinds{
        {"BOOLEAN", value_kind::boolean},
        {"SMALLINT", value_kind::smallint},
        {"INTEGER", value_kind::integer},
        {"BIGINT", value_kind::bigint},
        {"REAL", value_kind::real},
        {"DOUBLE PRECISION", value_kind::double_precision},
        {"NUMERIC(5,2)", value_kind::numeric},
        {"DATE", value_kind::date},
        {"TIME", value_kind::time},
        {"TIMESTAMPTZ", value_kind::timestamp},
        {"VARCHAR(5)", value_kind::text},
        {"TEXT", value_kind::text},
        {"JSONB", value_kind::text},
        {"VARCHAR[]", value_kind::text},
        {"BYTEA", value_kind::bytea},
        {"BIT(4)", value_kind::bit},
        {"BIT VARYING(4)", value_kind::varbit},
        {"UUID", value_kind::uuid}};
    return kinds.at(type);
}

mapped_table table_of(const std::string& type, bool nullable = true) {
    mapped_table table;
    table.name = "thing";
    table.columns.push_back({.name = "value",
                             .type = type,
                             .nullable = nullable,
                             .has_default = false,
                             .primary_key = false,
                             .references = std::nullopt});
    return table;
}

/// The value as the row's JSON has it, once read.
std::string shown(const std::string& type, const std::string& value, value_form form) {
    const mapped_table table = table_of(type);
    const row_layout layout(table, {kind_of(type)});
    mapped_row row(layout);
    row[0] = read_value(table.columns[0], kind_of(type), value, form);
    return to_json(row);
}

struct accepted {
    std::string type;
    std::string value;
    std::string shown;
    value_form form = value_form::json;
};

std::ostream& operator<<(std::ostream& out, const accepted& of) {
    return out << of.type << ' ' << of.value;
}

constexpr value_form plain = value_form::text;

const std::vector<accepted> good{
    {"BOOLEAN", "true", "true"},
    {"BOOLEAN", "false", "false", plain},
    {"SMALLINT", "-32768", "-32768"},
    {"INTEGER", "2147483647", "2147483647", plain},
    {"BIGINT", "-9223372036854775808", "-9223372036854775808"},
    {"REAL", "0.5", "0.5"},
    {"DOUBLE PRECISION", "-0.1", "-0.1", plain},
    {"DOUBLE PRECISION", "1e300", "1e+300"},
    {"NUMERIC(5,2)", "\"999.99\"", "\"999.99\""},
    {"NUMERIC(5,2)", "-0.5", "\"-0.50\""},
    {"NUMERIC(5,2)", "7", "\"7.00\""},
    {"NUMERIC(5,2)", "1.5e1", "\"15.00\"", plain},
    {"NUMERIC(5,2)", "0012.3400", "\"12.34\"", plain},
    {"NUMERIC(5,2)", "0", "\"0.00\""},
    {"DATE", "\"2026-11-22\"", "\"2026-11-22\""},
    {"DATE", "1999-12-31", "\"1999-12-31\"", plain},
    {"TIME", "\"14:35:00.5\"", "\"14:35:00.500000\""},
    {"TIMESTAMPTZ", "\"2026-11-22T14:35:00+10:00\"", "\"2026-11-22T04:35:00Z\""},
    {"TIMESTAMPTZ", "1969-12-31T23:59:59.999999Z", "\"1969-12-31T23:59:59.999999Z\"", plain},
    {"VARCHAR(5)", "\"äöü☃x\"", "\"äöü☃x\""},
    {"VARCHAR(5)", "", "\"\"", plain},
    {"TEXT", "say \"x\"\n", R"("say \"x\"\n")", plain},
    {"JSONB", R"({"a":[1,2]})", R"({"a":[1,2]})"},
    {"JSONB", R"("text")", R"("text")"},
    {"JSONB", "[1,\n2]", "[1, 2]", plain},
    {"VARCHAR[]", R"(["BTC","a,\"b\""])", R"(["BTC","a,\"b\""])"},
    {"VARCHAR[]", "[]", "[]", plain},
    {"BYTEA", R"("\\x00ff")", R"("\\x00ff")"},
    {"BIT(4)", "\"0101\"", "\"0101\""},
    {"BIT VARYING(4)", "101", "\"101\"", plain},
    {"UUID",
     "\"01234567-89AB-7def-8123-456789abcdef\"",
     "\"01234567-89ab-7def-8123-456789abcdef\""},
    {"UUID", "null", "null"}};

struct refused {
    std::string type;
    std::string value;
    std::string why;
    value_form form = value_form::json;
};

std::ostream& operator<<(std::ostream& out, const refused& of) {
    return out << of.type << ' ' << of.value;
}

const std::vector<refused> bad{
    {"BOOLEAN", "\"true\"", "is not true or false"},
    {"BOOLEAN", "1", "is not true or false"},
    {"BOOLEAN", "yes", "is not true or false", plain},
    {"SMALLINT", "32768", "is outside of -32768 to 32767"},
    {"INTEGER", "1.0", "is not a whole number"},
    {"INTEGER", "2147483648", "is outside of", plain},
    {"INTEGER", "12x", "is not a whole number", plain},
    {"BIGINT", "18446744073709551615", "is outside of"},
    {"BIGINT", "99999999999999999999", "is outside of", plain},
    {"DOUBLE PRECISION", "\"1\"", "is not a number"},
    {"DOUBLE PRECISION", "nan", "is not a number", plain},
    {"NUMERIC(5,2)", "1000", "has 4 digits before the decimal point; NUMERIC(5,2) keeps 3"},
    {"NUMERIC(5,2)", "\"0.125\"", "has 3 decimals; NUMERIC(5,2) keeps 2"},
    {"NUMERIC(5,2)", "0.12345678901234567", "write it as text"},
    {"NUMERIC(5,2)", "1e400", "has 401 digits before the decimal point", plain},
    {"NUMERIC(5,2)", "1.2.3", "is not a number", plain},
    {"NUMERIC(5,2)", "", "is not a number", plain},
    {"NUMERIC(5,2)", "true", "is not a number"},
    {"DATE", "\"22.11.2026\"", "is not a date"},
    {"DATE", "\"2026-13-01\"", "is not a date"},
    {"TIME", "\"25:00:00\"", "is not a time of day"},
    {"TIMESTAMPTZ", "5", "is not a time such as"},
    {"TIMESTAMPTZ", "\"yesterday\"", "is not a time such as"},
    {"VARCHAR(5)", "\"äöü☃xy\"", "has 6 characters; VARCHAR(5) keeps 5"},
    {"VARCHAR(5)", "5", "is not a text"},
    {"TEXT", "\"a\\u0000b\"", "zero character"},
    {"TEXT", "\xff", "is not UTF-8", plain},
    {"TEXT", "text", "is not JSON"},
    {"JSONB", "{a}", "is not a JSON document", plain},
    {"VARCHAR[]", "[1]", "is not an array of texts"},
    {"VARCHAR[]", "BTC", "is not an array of texts", plain},
    {"BYTEA", "\"00ff\"", "hexadecimal"},
    {"BYTEA", R"("\\x0g")", "hexadecimal"},
    {"BIT(4)", "\"010\"", "has 3 bits"},
    {"BIT VARYING(4)", "\"01010\"", "has 5 bits"},
    {"BIT VARYING(4)", "\"012\"", "is not bits"},
    {"UUID", "\"0123\"", "is not a UUID"}};

} // namespace

BOOST_AUTO_TEST_SUITE(column_setting_test)

BOOST_DATA_TEST_CASE(what_fits_the_column_is_read, boost::unit_test::data::make(good), of) {
    BOOST_TEST(shown(of.type, of.value, of.form) == "{\"value\":" + of.shown + "}");
}

BOOST_DATA_TEST_CASE(what_does_not_fit_is_refused, boost::unit_test::data::make(bad), of) {
    check_refused(
        failure::usage, {"value: ", of.why, of.type}, [&] { shown(of.type, of.value, of.form); });
}

BOOST_AUTO_TEST_CASE(null_is_refused_where_the_column_cannot_be) {
    const mapped_table table = table_of("INTEGER", false);
    check_refused(failure::usage, {"value: null is nothing", "INTEGER NOT NULL"}, [&] {
        read_value(table.columns[0], value_kind::integer, "null", value_form::json);
    });
}

BOOST_AUTO_TEST_CASE(a_long_value_is_cut_in_the_message_and_a_password_is_not_in_it) {
    check_refused(failure::usage, {"… (300 bytes)"}, [] {
        shown("VARCHAR(5)", std::string(300, 'x'), plain);
    });
    mapped_table table = table_of("VARCHAR(5)");
    table.columns[0].name = "hashed_password";
    try {
        read_value(table.columns[0], value_kind::text, "a secret text", plain);
        BOOST_ERROR("nothing was refused");
    } catch (const error& refusal) {
        BOOST_TEST((std::string(refusal.what()).find("secret") == std::string::npos));
    }
}

BOOST_AUTO_TEST_SUITE_END()
