#pragma once

#include "price-odb.hpp"
#include "tests/cli/on_database.hpp"

#include <seedbed/model.hpp>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <string>

namespace seedbed::test {

/// A database with the table of prices, and questions to it.
struct price_series : on_database {
    price_series() { database.execute(model_traits<ohmycoins::price>::table().create_sql); }

    /// A row that somebody else wrote; its id is negative.
    void insert(const std::string& coin, const std::string& time, const std::string& last) const {
        database.execute(fmt::format(
            "INSERT INTO price_data_5min SELECT coalesce(min(id), 0) - 1, '{0}', {2} * 0.999,"
            " {2} * 1.001, {2}::numeric, '{1}', '{1}' FROM price_data_5min WHERE id < 0",
            coin,
            time,
            last));
    }

    /// All rows, byte by byte.
    std::string all() const { return database.copy("SELECT * FROM price_data_5min ORDER BY id"); }
    std::string until(const std::string& time) const {
        return database.copy("SELECT * FROM price_data_5min WHERE timestamp <= '" + time +
                             "' ORDER BY id");
    }

    std::string coins() const {
        return database.value(
            "SELECT string_agg(DISTINCT coin_type, ' ' ORDER BY coin_type) FROM price_data_5min");
    }

    /// How many rows do not satisfy the condition.
    std::string violations(const std::string& condition) const {
        return database.value("SELECT count(*) FROM price_data_5min WHERE (" + condition +
                              ") IS NOT TRUE");
    }

    /// Every coin has exactly one row for each slot between two times.
    void check_gap_free(const std::string& first, const std::string& last) const {
        const std::string slots = database.value(fmt::format(
            "SELECT count(*) FROM generate_series('{}', '{}'::timestamptz, '5 min')", first, last));
        BOOST_TEST(database
                       .rows(fmt::format("SELECT coin_type, count(*), min(timestamp) = '{}',"
                                         " max(timestamp) = '{}' FROM price_data_5min GROUP BY 1"
                                         " HAVING (count(*), min(timestamp), max(timestamp)) <>"
                                         " ({}, '{}', '{}')",
                                         first,
                                         last,
                                         slots,
                                         first,
                                         last))
                       .empty());
    }

    /// The return into and out of the row at `time` is none that stands out from the half day on
    /// either side. (A jump in and out reaches 12 at most, as it counts in the deviation, too.)
    void check_no_jump(const std::string& coin, const std::string& time) const {
        const std::string ratio = database.value(
            fmt::format("WITH r AS (SELECT timestamp AS t, row_number() OVER w AS n,"
                        " ln(last::float8 / lag(last::float8) OVER w) AS r FROM price_data_5min"
                        " WHERE coin_type = '{}' AND last > 0 WINDOW w AS (ORDER BY timestamp)),"
                        " seam AS (SELECT n FROM r WHERE t = '{}')"
                        " SELECT max(abs(r)) FILTER (WHERE r.n IN (seam.n, seam.n + 1))"
                        " / stddev(r) FILTER (WHERE abs(r.n - seam.n) <= 144) FROM r, seam",
                        coin,
                        time));
        BOOST_TEST_CONTEXT(coin << " at " << time) {
            BOOST_REQUIRE(ratio != "NULL");
            BOOST_TEST(std::stod(ratio) < 6.0);
            BOOST_TEST(std::stod(ratio) > 0.0);
        }
    }
};

} // namespace seedbed::test
