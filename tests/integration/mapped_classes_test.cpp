#include "agent_artifact-odb.hpp"
#include "agent_session-odb.hpp"
#include "agent_session_message-odb.hpp"
#include "algorithm-odb.hpp"
#include "backtest-odb.hpp"
#include "deployed_algorithm-odb.hpp"
#include "order-odb.hpp"
#include "position-odb.hpp"
#include "price-odb.hpp"
#include "protocol_fundamentals-odb.hpp"
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
using namespace ohmycoins;

namespace {

const uuid first_key = uuid::parse("01234567-89ab-7def-8123-456789abcdef");
const uuid other_key = uuid::parse("ffffffff-ffff-4fff-bfff-ffffffffffff");
const timestamp long_ago = timestamp::parse("1999-12-31T23:59:59.999999Z");
const timestamp lately = timestamp::parse("2026-02-28T12:00:00.000001Z");
const std::string hard_text = "Günther \"Ö\" O'Neil \\ ☃\n\t";

template <class... T>
struct models {};
using bundled = models<price,
                       user,
                       algorithm,
                       agent_session,
                       agent_session_message,
                       agent_artifact,
                       backtest,
                       order,
                       deployed_algorithm,
                       position,
                       protocol_fundamentals>;

template <class... T>
std::set<std::string> names(models<T...> /*of*/) {
    return {std::string(model_traits<T>::name)...};
}

/// All tables, without the foreign keys: a row is written here without those it refers to.
struct bundled_tables : seedbed::test::database_session {
    bundled_tables() {
        create(bundled());
        session().execute_script(
            "DO $$ DECLARE k record; BEGIN FOR k IN SELECT conrelid::regclass AS t, conname"
            " FROM pg_constraint WHERE contype = 'f' LOOP"
            " EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.t, k.conname);"
            " END LOOP; END $$");
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

private:
    template <class... T>
    void create(models<T...> /*all*/) const {
        (session().execute_script(model_traits<T>::table().create_sql), ...);
    }
};

user full_user() {
    return {.email = "günther@example.com",
            .is_active = true,
            .is_superuser = true,
            .full_name = hard_text,
            .id = first_key,
            .hashed_password = std::string(5000, '$'),
            .created_at = long_ago,
            .updated_at = lately,
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

algorithm full_algorithm() {
    return {.id = first_key,
            .name = hard_text,
            .description = std::string(1000, 'd'),
            .algorithm_type = "reinforcement_learning",
            .version = "12.3.4",
            .artifact_id = other_key,
            .status = "archived",
            .configuration_json = R"({"short_window":10})",
            .default_execution_frequency = -1,
            .default_position_limit = decimal<20, 2>::parse("999999999999999999.99"),
            .performance_metrics_json = "{}",
            .created_by = other_key,
            .created_at = long_ago,
            .updated_at = lately,
            .last_executed_at = lately};
}

agent_session full_session() {
    return {.id = first_key,
            .user_id = other_key,
            .user_goal = hard_text,
            .status = "awaiting_approval",
            .error_message = "",
            .result_summary = hard_text,
            .created_at = long_ago,
            .updated_at = lately,
            .completed_at = lately,
            .llm_provider = "anthropic",
            .llm_model = std::string(100, 'm'),
            .llm_credential_id = other_key};
}

agent_session_message full_message() {
    return {.id = first_key,
            .session_id = other_key,
            .role = "assistant",
            .content = std::string(100'000, 'x'),
            .agent_name = hard_text,
            .metadata_json = R"({"payload":{"text_delta":"\n☃"}})",
            .created_at = long_ago,
            .sequence_id = 2'147'483'647,
            .event_type = "stream_chat",
            .stage = "EXPLORATION"};
}

agent_artifact full_artifact() {
    return {.id = first_key,
            .session_id = other_key,
            .artifact_type = "report",
            .name = hard_text,
            .description = hard_text,
            .file_path = "/artifacts/x/report.html",
            .mime_type = "text/html",
            .size_bytes = -1,
            .metadata_json = "{}",
            .created_at = long_ago};
}

backtest full_backtest() {
    return {.id = first_key,
            .user_id = first_key,
            .algorithm_id = other_key,
            .coin_type = "BTC",
            .start_date = long_ago,
            .end_date = lately,
            .initial_capital = decimal<20, 2>::parse("0.01"),
            .status = "completed",
            .results_json = "{}",
            .equity_curve_json = "[]",
            .trade_log_json = "[]",
            .error_message = std::string(2000, 'e'),
            .created_at = long_ago,
            .completed_at = lately};
}

order full_order() {
    return {.id = first_key,
            .user_id = first_key,
            .algorithm_id = other_key,
            .coin_type = "DOGE",
            .side = "sell",
            .order_type = "limit",
            .quantity = decimal<20, 10>::parse("9999999999.9999999999"),
            .price = decimal<20, 8>::parse("0.00000001"),
            .filled_quantity = decimal<20, 10>::parse("0.0000000001"),
            .status = "partial",
            .error_message = hard_text,
            .coinspot_order_id = "CS0123456789ab",
            .created_at = long_ago,
            .updated_at = lately,
            .submitted_at = long_ago,
            .filled_at = lately};
}

deployed_algorithm full_deployment() {
    return {.id = first_key,
            .user_id = first_key,
            .algorithm_id = other_key,
            .deployment_name = hard_text,
            .is_active = false,
            .execution_frequency = 3600,
            .position_limit = decimal<20, 2>::parse("5000"),
            .daily_loss_limit = decimal<20, 2>::parse("0.1"),
            .parameters_json = "{}",
            .created_at = long_ago,
            .updated_at = lately,
            .activated_at = long_ago,
            .deactivated_at = lately,
            .last_executed_at = lately,
            .total_profit_loss = decimal<20, 2>::parse("-1234567.89"),
            .total_trades = 42};
}

position full_position() {
    return {.id = first_key,
            .user_id = other_key,
            .coin_type = "A-20-LETTER-TICKER-X",
            .quantity = decimal<20, 10>::parse("1.5"),
            .average_price = decimal<20, 8>::parse("65000.00000001"),
            .total_cost = decimal<20, 2>::parse("97500.00"),
            .created_at = long_ago,
            .updated_at = lately};
}

protocol_fundamentals full_protocol() {
    return {.protocol = hard_text,
            .tvl_usd = decimal<20, 2>::parse("179937216405.7"),
            .fees_24h = decimal<20, 2>(),
            .revenue_24h = decimal<20, 2>::parse("-0.01"),
            .collected_at = lately};
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

BOOST_AUTO_TEST_CASE(algorithms_are_written_alike) {
    check_written_alike(full_algorithm());
    check_written_alike(algorithm());
}

BOOST_AUTO_TEST_CASE(agent_sessions_are_written_alike) {
    check_written_alike(full_session());
    check_written_alike(agent_session());
}

BOOST_AUTO_TEST_CASE(agent_session_messages_are_written_alike) {
    check_written_alike(full_message());
    check_written_alike(agent_session_message());
}

BOOST_AUTO_TEST_CASE(agent_artifacts_are_written_alike) {
    check_written_alike(full_artifact());
    check_written_alike(agent_artifact());
}

BOOST_AUTO_TEST_CASE(backtests_are_written_alike) {
    check_written_alike(full_backtest());
    check_written_alike(backtest());
}

BOOST_AUTO_TEST_CASE(orders_are_written_alike) {
    check_written_alike(full_order());
    check_written_alike(order());
}

BOOST_AUTO_TEST_CASE(deployed_algorithms_are_written_alike) {
    check_written_alike(full_deployment());
    check_written_alike(deployed_algorithm());
}

BOOST_AUTO_TEST_CASE(positions_are_written_alike) {
    check_written_alike(full_position());
    check_written_alike(position());
}

BOOST_AUTO_TEST_CASE(protocols_are_written_alike) {
    check_written_alike(full_protocol(), "id");
    check_written_alike(protocol_fundamentals(), "id");
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
    BOOST_TEST(bundled_models() == names(bundled()), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
