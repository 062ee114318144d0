#include "price_gaps.hpp"

#include "largest_price.hpp"
#include "market/calendar.hpp"

#include <seedbed/decimal.hpp>
#include <seedbed/timestamp.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace ohmycoins {
namespace {

using seedbed::market::seconds_per_day;
using seedbed::market::seconds_per_slot;

/// A row of the series and the row behind it, with at least one empty slot between them; or the
/// first or the last row of the series.
struct edge {
    seedbed::market::pin row;
    std::optional<seedbed::market::pin> next;
    bool first = false;
};

// Reads from the newest row before the window to the oldest one behind it. Whole seconds: a row
// off the grid takes the slot that its second falls into. $5 is the largest price; to PostgreSQL,
// NaN is larger than any number.
constexpr const char* edges_sql = R"sql(
WITH series AS (
    SELECT floor(extract(epoch FROM timestamp))::bigint AS t, last
    FROM price_data_5min
    WHERE coin_type = $1 AND last > 0 AND last <= $5
      AND timestamp >= coalesce((SELECT max(timestamp) FROM price_data_5min
                                 WHERE coin_type = $1 AND last > 0 AND last <= $5
                                   AND timestamp < $2
                                   AND timestamp >= $4), $2)
      AND timestamp <= coalesce((SELECT min(timestamp) FROM price_data_5min
                                 WHERE coin_type = $1 AND last > 0 AND last <= $5
                                   AND timestamp > $3), $3)),
neighbours AS (
    SELECT t, last, lag(t) OVER w AS previous_t, lead(t) OVER w AS next_t,
           lead(last) OVER w AS next_last
    FROM series WINDOW w AS (ORDER BY t))
SELECT t, last, next_t, next_last, previous_t IS NULL
FROM neighbours
WHERE previous_t IS NULL OR next_t IS NULL OR (t / 300 + 1) * 300 < next_t
ORDER BY t
)sql";

std::string time_text(std::int64_t slot) {
    return seedbed::timestamp::from_unix_seconds(slot * seconds_per_slot).to_string();
}

/// How far back a row may lie that the grid is continued from.
std::int64_t farthest_slot(std::int64_t first_slot) {
    return first_slot - longest_seam_days * seconds_per_day / seconds_per_slot;
}

std::string largest_price_text() {
    return seedbed::decimal<20, 8>::from_units(largest_price_units).to_string();
}

seedbed::market::pin read_pin(std::string_view seconds, std::string_view price) {
    return {.unix_seconds = std::stoll(std::string(seconds)),
            .price = static_cast<std::int64_t>(seedbed::decimal<20, 8>::parse(price).units())};
}

std::vector<edge> read_edges(const seedbed::session& session,
                             const std::string& coin,
                             std::int64_t first_slot,
                             std::int64_t last_slot) {
    std::vector<edge> edges;
    session.for_each(edges_sql,
                     {coin,
                      time_text(first_slot),
                      time_text(last_slot),
                      time_text(farthest_slot(first_slot)),
                      largest_price_text()},
                     [&](seedbed::row_view row) {
                         edge found{.row = read_pin(*row[0], *row[1]),
                                    .next = std::nullopt,
                                    .first = row[4] == "t"};
                         if (row[2])
                             found.next = read_pin(*row[2], *row[3]);
                         edges.push_back(found);
                     });
    return edges;
}

/// Slots that are taken by a row without a price, or with one that nobody can compute with: no
/// pin, and no place for another row.
std::set<std::int64_t> read_priceless_slots(const seedbed::session& session,
                                            const std::string& coin,
                                            std::int64_t first_slot,
                                            std::int64_t last_slot) {
    std::set<std::int64_t> slots;
    session.for_each(
        "SELECT (extract(epoch FROM timestamp) / 300)::bigint FROM price_data_5min"
        " WHERE coin_type = $1 AND (last > 0 AND last <= $4) IS NOT TRUE"
        " AND timestamp BETWEEN $2 AND $3 AND extract(epoch FROM timestamp)::numeric % 300 = 0",
        {coin, time_text(first_slot), time_text(last_slot), largest_price_text()},
        [&](seedbed::row_view row) { slots.insert(std::stoll(std::string(*row[0]))); });
    return slots;
}

/// The parts of a gap between the slots that are taken.
void add_between(const std::set<std::int64_t>& taken,
                 const price_gap& gap,
                 std::vector<price_gap>& out) {
    std::int64_t from = gap.first_slot;
    for (auto at = taken.lower_bound(from); at != taken.end() && *at <= gap.last_slot; ++at) {
        if (from < *at)
            out.push_back({from, *at - 1, gap.pins});
        from = *at + 1;
    }
    if (from <= gap.last_slot)
        out.push_back({from, gap.last_slot, gap.pins});
}

std::int64_t slot_behind(const seedbed::market::pin& row) {
    return row.unix_seconds / seconds_per_slot + 1;
}

std::int64_t slot_before(const seedbed::market::pin& row) {
    return (row.unix_seconds - 1) / seconds_per_slot;
}

} // namespace

std::vector<price_gap> read_price_gaps(const seedbed::session& session,
                                       const std::string& coin,
                                       std::int64_t first_slot,
                                       std::int64_t last_slot) {
    const std::vector<edge> edges = read_edges(session, coin, first_slot, last_slot);
    const std::set<std::int64_t> taken =
        read_priceless_slots(session, coin, farthest_slot(first_slot), last_slot);
    std::vector<price_gap> gaps;
    const auto add =
        [&](std::int64_t from, std::int64_t to, std::vector<seedbed::market::pin> pins) {
            add_between(taken, {from, std::min(to, last_slot), std::move(pins)}, gaps);
        };
    if (edges.empty())
        add(first_slot, last_slot, {});
    for (const edge& at : edges) {
        if (at.first)
            add(first_slot, slot_before(at.row), {at.row});
        if (at.next)
            add(slot_behind(at.row), slot_before(*at.next), {at.row, *at.next});
        else
            add(slot_behind(at.row), last_slot, {at.row});
    }
    return gaps;
}

} // namespace ohmycoins
