#include "books.hpp"
#include "checks.hpp"
#include "ledger.hpp"
#include "order.hpp"
#include "position-odb.hpp"
#include "position.hpp"
#include "position_coherence.hpp"
#include "user.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/group_model.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace ohmycoins {
namespace {

using seedbed::row_context;

/// One coin of one user, while his fills pass by.
struct open_position {
    trading::holding holding;
    seedbed::timestamp since;
    seedbed::timestamp changed;
};

/// One user's coins, from his fills in the order of their times.
class portfolio {
public:
    void add(const std::string& coin,
             trading::side side,
             const quantity_decimal& quantity,
             const price_decimal& price,
             seedbed::timestamp at) {
        open_position& changed = coins_[coin];
        if (changed.holding.quantity().is_zero())
            changed = {.holding = {}, .since = at, .changed = at};
        changed.holding.add(side, quantity, price);
        changed.changed = at;
    }

    /// What is left, by coin.
    std::vector<position> positions(const seedbed::uuid& user) const {
        std::vector<position> held;
        for (const auto& [coin, open] : coins_) {
            if (open.holding.quantity().is_zero())
                continue;
            position& row = held.emplace_back();
            row.user_id = user;
            row.coin_type = coin;
            row.quantity = open.holding.quantity();
            row.average_price = open.holding.average_price();
            row.total_cost = open.holding.total_cost();
            row.created_at = open.since;
            row.updated_at = open.changed;
        }
        return held;
    }

private:
    std::map<std::string, open_position> coins_;
};

trading::side side_of(std::string_view word) {
    return word == "buy" ? trading::side::buy : trading::side::sell;
}

/// Its rows follow from the orders that stand in the table, whichever run wrote them.
class positions final : public seedbed::group_model<position> {
public:
    explicit positions(const seedbed::plugin_context& context) : group_model(context, 1) {}

    /// One group is one user's positions.
    std::uint64_t groups() const override { return users().rows(); }
    std::uint64_t largest_group() const override { return 1024; }

    /// From the orders that a run into an empty database would write.
    void group(row_context& context, std::vector<position>& out) const override {
        std::vector<order> orders = context.models().groups_of<order>().make_group(context.index());
        std::erase_if(orders, [](const order& each) { return !each.filled_at; });
        std::stable_sort(orders.begin(), orders.end(), [](const order& a, const order& b) {
            return a.filled_at < b.filled_at;
        });
        portfolio portfolio;
        for (const order& each : orders)
            portfolio.add(each.coin_type,
                          side_of(each.side),
                          each.filled_quantity,
                          *each.price,
                          *each.filled_at);
        out = portfolio.positions(context.key<user>(context.index()));
    }

    seedbed::inspection inspect(const seedbed::session& session) override {
        other_books_ = users_with_other_books(session, users(), context().run().seed);
        return group_model::inspect(session);
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        constexpr std::uint64_t users_at_a_time = 1024;
        std::uint64_t added = 0;
        for (std::uint64_t first = 0; first < groups(); first += users_at_a_time) {
            session.throw_if_stopped();
            added += write(session, first, std::min(groups(), first + users_at_a_time));
            progress.written(added);
        }
        return {.added = added, .kept = existing().count()};
    }

    std::vector<seedbed::check> checks() const override { return position_checks(); }

    /// Behind the run's users: their positions are what their orders leave.
    std::uint64_t first_fixture_index() const override { return rows(); }

    void adapt(position& row, const seedbed::fixture_context& context) const override {
        make_coherent(row, context, quotes_);
    }

protected:
    bool is_settled(std::uint64_t group) const override {
        return is_begun(group) || other_books_.contains(group);
    }

    /// Of a user without a position the orders may be there, and leave nothing, or not yet.
    seedbed::inspection count_missing(const seedbed::session& session) const override {
        constexpr std::uint64_t coins_of_a_user = 4; // about
        seedbed::index_set traded;
        session.for_each("SELECT DISTINCT user_id FROM orders", {}, [&](seedbed::row_view row) {
            if (const auto user = users().row_index(seedbed::uuid::parse(*row[0])))
                traded.insert(*user);
        });
        std::uint64_t missing = 0;
        for (std::uint64_t user = 0; user < groups(); ++user)
            missing += is_settled(user) || traded.contains(user) ? 0 : coins_of_a_user;
        return {.present = existing().count(), .missing = missing, .estimated = missing > 0};
    }

private:
    const seedbed::row_source<user>& users() const { return context().models().get<user>(); }

    /// The positions of users `first` to `end` - 1: one query, one COPY.
    std::uint64_t
    write(const seedbed::session& session, std::uint64_t first, std::uint64_t end) const {
        const std::map<std::uint64_t, portfolio> portfolios = read(session, first, end);
        if (portfolios.empty())
            return 0;
        seedbed::bulk_writer<position> writer(session);
        for (const auto& [user, portfolio] : portfolios) {
            std::vector<position> rows = portfolio.positions(users().row_key(user));
            for (std::size_t j = 0; j < rows.size(); ++j) {
                rows[j].id = row_key(user * largest_group() + j);
                writer.write(rows[j]);
            }
        }
        return writer.finish();
    }

    std::map<std::uint64_t, portfolio>
    read(const seedbed::session& session, std::uint64_t first, std::uint64_t end) const {
        std::string keys;
        for (std::uint64_t user = first; user < end; ++user)
            if (!is_settled(user))
                keys += (keys.empty() ? "" : ",") + users().row_key(user).to_string();
        std::map<std::uint64_t, portfolio> portfolios;
        if (keys.empty())
            return portfolios;
        session.for_each(
            "SELECT user_id, coin_type, side, filled_quantity, price,"
            " (extract(epoch FROM filled_at) * 1000000)::bigint FROM orders"
            " WHERE user_id = ANY ($1::uuid[]) AND filled_quantity > 0 AND price IS NOT NULL"
            " AND filled_at IS NOT NULL AND status IN ('filled', 'partial')"
            " ORDER BY user_id, filled_at, created_at, id",
            {"{" + keys + "}"},
            [&](seedbed::row_view row) {
                const std::uint64_t user = *users().row_index(seedbed::uuid::parse(*row[0]));
                portfolios[user].add(
                    std::string(*row[1]),
                    side_of(*row[2]),
                    quantity_decimal::parse(*row[3]),
                    price_decimal::parse(*row[4]),
                    seedbed::timestamp::from_unix_microseconds(std::stoll(std::string(*row[5]))));
            });
        return portfolios;
    }

    seedbed::index_set other_books_;
    trading::fixture_quotes quotes_{context().run().seed};
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::positions);
