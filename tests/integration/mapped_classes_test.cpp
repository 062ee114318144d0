#include "price-odb.hpp"
#include "tests/support/database_session.hpp"
#include "user-odb.hpp"

#include <seedbed/bulk_writer.hpp>
#include <seedbed/model.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace seedbed;
using ohmycoins::price;
using ohmycoins::user;

namespace {

struct bundled_tables : seedbed::test::database_session {
    bundled_tables() {
        session().execute_script(model_traits<user>::table().create_sql);
        session().execute_script(model_traits<price>::table().create_sql);
    }

    /// The table's one row with every column, except the key where the database assigns it.
    template <class T>
    std::string stored(const std::string& without) const {
        return session()
            .value("SELECT (to_jsonb(t) - $1)::text FROM " +
                       quote_identifier(model_traits<T>::table().name) + " t",
                   {without})
            .value();
    }

    template <class T>
    void empty() const {
        session().execute("DELETE FROM " + quote_identifier(model_traits<T>::table().name));
    }

    template <class T>
    void check_written_alike(T object, const std::string& without = "") const {
        empty<T>();
        session().database().persist(object);
        const std::string persisted = stored<T>(without);
        empty<T>();
        bulk_writer<T> writer(session());
        writer.write(object);
        BOOST_TEST(writer.finish() == 1U);
        BOOST_TEST(stored<T>(without) == persisted);
    }
};

user full_user() {
    return {.email = "günther@example.com",
            .is_active = true,
            .is_superuser = true,
            .full_name = "Günther \"Ö\" O'Neil \\ ☃",
            .id = uuid::parse("01234567-89ab-7def-8123-456789abcdef"),
            .hashed_password = std::string(5000, '$'),
            .created_at = timestamp::parse("1999-12-31T23:59:59.999999Z"),
            .updated_at = timestamp::parse("2026-02-28T12:00:00Z"),
            .timezone = "Australia/Sydney",
            .preferred_currency = "AUD",
            .risk_tolerance = "medium",
            .trading_experience = ""};
}

user bare_user() {
    user bare;
    bare.is_active = false;
    return bare;
}

price full_price(const char* number) {
    const auto value = decimal<20, 8>::parse(number);
    return {.coin_type = "A-20-LETTER-TICKER-X",
            .bid = value,
            .ask = -value,
            .last = value,
            .timestamp = timestamp::parse("2026-11-22T14:35Z"),
            .created_at = timestamp::parse("2026-11-22T14:35:00.000001Z")};
}

/// The models that the bundled plugins' manifests name.
std::set<std::string> bundled_models() {
    std::set<std::string> models;
    for (const auto& entry : std::filesystem::directory_iterator(SEEDBED_PLUGINS)) {
        if (entry.path().extension() != ".json")
            continue;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const boost::json::value manifest = boost::json::parse(text);
        if (const auto* names = manifest.as_object().if_contains("models"))
            for (const boost::json::value& name : names->as_array())
                models.emplace(name.as_string());
    }
    return models;
}

} // namespace

// A row written by COPY equals the same row written by ODB, column by column.
BOOST_FIXTURE_TEST_SUITE(mapped_classes_test, bundled_tables)

BOOST_AUTO_TEST_CASE(users_are_written_alike) {
    check_written_alike(full_user());
    check_written_alike(bare_user());
}

BOOST_AUTO_TEST_CASE(prices_are_written_alike) {
    for (const char* number : {"118452.43783103",
                               "0",
                               "0.00000001",
                               "-0.1",
                               "10000",
                               "999999999999.99999999",
                               "-999999999999.99999999"})
        check_written_alike(full_price(number), "id");
    check_written_alike(price(), "id");
}

BOOST_AUTO_TEST_CASE(a_key_that_the_database_assigns_goes_on_counting) {
    price first = full_price("1");
    session().database().persist(first);
    bulk_writer<price> writer(session());
    writer.write(price());
    writer.finish();
    BOOST_TEST(session()
                   .value("SELECT string_agg(id::text, ' ' ORDER BY id) FROM price_data_5min")
                   .value() == "1 2");
}

BOOST_AUTO_TEST_CASE(no_bundled_model_is_forgotten_here) {
    const std::set<std::string> tested{std::string(model_traits<user>::name),
                                       std::string(model_traits<price>::name)};
    BOOST_TEST(bundled_models() == tested, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
