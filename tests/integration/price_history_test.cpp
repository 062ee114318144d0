#include "tests/integration/price_series.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::test;

namespace {

const std::string as_of = "2026-11-22T14:35:00Z";
const std::string a_week_later = "2026-11-29T14:35:00Z";

struct history : price_series {
    command_result seed(const words& more = {}, const std::string& until = as_of) const {
        return run(words{"--only", "price_history", "--no-real-data", "--as-of", until} + more);
    }

    /// Seeds, and gives the number of rows that were added.
    long added(const words& more = {}, const std::string& until = as_of) const {
        const command_result result = seed(words{"--json"} + more, until);
        check_ends(result, 0);
        return plugin_in(result.out, "price_history")["added"].to_number<long>();
    }
};

constexpr long day = 288;
constexpr long week = 7 * day;

} // namespace

BOOST_FIXTURE_TEST_SUITE(price_history_test, history)

BOOST_AUTO_TEST_SUITE(a_first_run)

BOOST_AUTO_TEST_CASE(fills_a_week_of_ten_coins_up_to_as_of) {
    BOOST_TEST(added() == 10 * week);
    BOOST_TEST(coins() == "AAVE ADA BTC DOGE DOT ETH LINK MATIC SOL UNI");
    BOOST_TEST(database.value("SELECT min(timestamp) FROM price_data_5min") ==
               "2026-11-15 14:40:00+00");
    BOOST_TEST(database.value("SELECT max(timestamp) FROM price_data_5min") ==
               "2026-11-22 14:35:00+00");
    check_gap_free("2026-11-15T14:40:00Z", as_of);
}

BOOST_AUTO_TEST_CASE(writes_prices_that_every_reader_takes) {
    added();
    BOOST_TEST(violations("bid > 0 AND bid <= last AND last <= ask AND bid < ask") == "0");
    BOOST_TEST(violations("coin_type = upper(coin_type)") == "0");
    BOOST_TEST(violations("extract(epoch FROM timestamp)::numeric % 300 = 0") == "0");
    BOOST_TEST(violations("created_at = timestamp") == "0");
    BOOST_TEST(database.value("SELECT count(DISTINCT last) > 1000 FROM price_data_5min WHERE"
                              " coin_type = 'BTC'") == "t");
}

BOOST_AUTO_TEST_CASE(repeated_adds_nothing) {
    added();
    const std::string before = all();
    BOOST_TEST(added() == 0);
    BOOST_TEST((all() == before));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(a_later_run)

BOOST_AUTO_TEST_CASE(fills_the_new_week_and_leaves_the_old_one_byte_by_byte) {
    added();
    const std::string before = all();
    BOOST_TEST(added({}, a_week_later) == 10 * week);
    BOOST_TEST((until(as_of) == before));
    check_gap_free("2026-11-15T14:40:00Z", a_week_later);
    for (const char* coin : {"BTC", "DOGE", "MATIC"})
        check_no_jump(coin, as_of);
}

BOOST_AUTO_TEST_CASE(closes_a_gap_of_months_but_leaves_another_years_data_alone) {
    insert("BTC", "2026-11-01T00:00:00Z", "90000"); // two weeks before the window
    insert("ETH", "2025-11-01T00:00:00Z", "2000");  // more than 90 days before it
    BOOST_TEST(added({"--coins", "BTC,ETH"}) == week + 21 * day + 14 * 12 + 7);
    check_no_jump("BTC", "2026-11-01T00:00:00Z");
    BOOST_TEST(database.value("SELECT count(*) FROM price_data_5min WHERE coin_type = 'ETH'") ==
               std::to_string(week + 1));
}

BOOST_AUTO_TEST_CASE(refills_what_was_deleted_with_a_path_between_the_rest) {
    added({"--coins", "ADA"});
    database.execute("DELETE FROM price_data_5min WHERE timestamp BETWEEN '2026-11-18 10:00+00'"
                     " AND '2026-11-19 10:00+00'");
    const std::string left = all();
    BOOST_TEST(added({"--coins", "ADA"}) == day + 1);
    check_gap_free("2026-11-15T14:40:00Z", as_of);
    check_no_jump("ADA", "2026-11-18T10:00:00Z");
    check_no_jump("ADA", "2026-11-19T10:00:00Z");
    BOOST_TEST(
        (database.copy("SELECT * FROM price_data_5min WHERE timestamp NOT BETWEEN"
                       " '2026-11-18 10:00+00' AND '2026-11-19 10:00+00' ORDER BY id") == left));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(rows_that_are_there)

BOOST_AUTO_TEST_CASE(stay_and_the_path_goes_through_them) {
    // A third above, and a third below, what the market would have been.
    insert("BTC", "2026-11-19T00:00:00Z", "157000.12345678");
    insert("BTC", "2026-11-21T00:00:00Z", "79000");
    const std::string real = all();
    BOOST_TEST(added({"--coins", "BTC"}) == week - 2);
    BOOST_TEST(database.copy("SELECT * FROM price_data_5min WHERE id < 0 ORDER BY id") == real);
    check_gap_free("2026-11-15T14:40:00Z", as_of);
    check_no_jump("BTC", "2026-11-19T00:00:00Z");
    check_no_jump("BTC", "2026-11-21T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(may_stand_at_as_of_itself) {
    insert("ETH", as_of, "5000");
    BOOST_TEST(added({"--coins", "ETH"}) == week - 1);
    check_gap_free("2026-11-15T14:40:00Z", as_of);
    check_no_jump("ETH", as_of);
}

BOOST_AUTO_TEST_CASE(may_lie_between_two_slots) {
    insert("SOL", "2026-11-19T00:02:17.5Z", "250"); // the slots around it are filled, too
    BOOST_TEST(added({"--coins", "SOL"}) == week);
    BOOST_TEST(database.value("SELECT count(*) FROM price_data_5min") == std::to_string(week + 1));
    check_no_jump("SOL", "2026-11-19T00:02:17.5Z");
}

BOOST_AUTO_TEST_CASE(may_have_no_price) {
    insert("DOT", "2026-11-19T00:00:00Z", "NULL");
    insert("DOT", "2026-11-20T00:00:00Z", "0");
    insert("DOT", "2026-11-21T00:00:00Z", "'NaN'");
    BOOST_TEST(added({"--coins", "DOT"}) == week - 3);
    BOOST_TEST(database.value("SELECT count(*) FROM price_data_5min") == std::to_string(week));
}

BOOST_AUTO_TEST_CASE(may_have_a_price_that_nobody_can_compute_with) {
    insert("DOT", "2026-11-19T00:00:00Z", "184467464795"); // in 64 bits of 1e-8 AUD it is 57,257
    insert("DOT", "2026-11-20T00:00:00Z", "23058430092.13693952");
    BOOST_TEST(added({"--coins", "DOT"}) == week - 2);
    BOOST_TEST(database.value("SELECT max(ask) < 100 FROM price_data_5min WHERE id > 0") == "t");
}

BOOST_AUTO_TEST_CASE(of_another_ticker_or_case_do_not_matter) {
    insert("btc", "2026-11-19T00:00:00Z", "1");
    insert("PEPE", "2026-11-19T00:00:00Z", "0.00000052");
    BOOST_TEST(added({"--coins", "BTC"}) == week);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(options)

BOOST_AUTO_TEST_CASE(say_how_many_days_and_which_coins) {
    BOOST_TEST(added({"--days", "2", "--coins", "BTC,DOGE"}) == 2 * 2 * day);
    BOOST_TEST(coins() == "BTC DOGE");
    BOOST_TEST(added({"--days", "3", "--coins", "DOGE"}) == day);
}

BOOST_AUTO_TEST_CASE(give_the_same_prices_for_a_coin_and_day_whatever_else_is_asked_for) {
    added({"--days", "2", "--coins", "LINK"});
    const history more;
    more.added();
    const std::string prices = "SELECT bid, ask, last, timestamp FROM price_data_5min WHERE"
                               " coin_type = 'LINK' AND timestamp > '2026-11-20 14:35+00'"
                               " ORDER BY timestamp";
    BOOST_TEST((database.copy(prices) == more.database.copy(prices)));
}

BOOST_AUTO_TEST_CASE(take_tickers_in_either_case_and_write_them_in_upper_case) {
    BOOST_TEST(added({"--days", "1", "--coins", "btc,Doge,BTC"}) == 2 * day);
    BOOST_TEST(coins() == "BTC DOGE");
}

BOOST_AUTO_TEST_CASE(that_name_unknown_coins_are_refused_with_the_known_ones) {
    check_ends(seed({"--coins", "BTC,NOPE"}), 2, {"'NOPE'", "AAVE", "BTC", "SOL"});
    BOOST_TEST(prices() == "0");
}

BOOST_AUTO_TEST_CASE(beyond_their_range_are_refused) {
    check_ends(seed({"--days", "0"}), 2, {"--days", "minimum 1"});
    check_ends(seed({"--days", "3651"}), 2, {"--days", "maximum 3650"});
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
