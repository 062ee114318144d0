#pragma once

#include "@model@-odb.hpp"
#include "@model@.hpp"

#include <seedbed/row_model.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

namespace @namespace@ {

/// Says how many rows there are, and what row i is.
class generator final : public seedbed::row_model<@model@> {
public:
    /// The 1 is the version of what is generated: raise it when the same seed is to give other rows.
    explicit generator(const seedbed::plugin_context& context) : row_model(context, 1) {}

    std::uint64_t rows() const override {
        return static_cast<std::uint64_t>(context().options().integer("@option@"));
    }

    /// A pure function of its context: no clock, no counter, nothing that another row left behind.
    /// The id is filled in already. Each attribute draws from a lane of its own.
    void row(seedbed::row_context& context, @model@& out) const override {
        using namespace std::chrono;
        out.title = title(context.random().lane("title"));
        out.amount =
            seedbed::decimal<12, 2>::from_units(context.random().lane("amount").between(100, 99'999));
        if (context.random().lane("remark").chance(0.25))
            out.remark = "to be looked at again";
        const auto age = context.random().lane("age").between(60, seconds(days(365)).count());
        out.created_at = context.as_of() - seconds(age);
    }

    /// Rules that the rows keep, as SQL: judged at the end of each run and by `seedbed verify`.
    std::vector<seedbed::check> checks() const override {
        return {seedbed::sql_check("@plugin@.amount_above_zero",
                                   "an amount is above zero",
                                   {"@plugin@"},
                                   "SELECT count(*) FROM \"@plugin@\"",
                                   "SELECT id || ': amount is ' || amount FROM \"@plugin@\" "
                                   "WHERE (amount > 0) IS NOT TRUE ORDER BY id")};
    }

private:
    static std::string title(seedbed::random draws) {
        static const seedbed::vocabulary words{{"size", {"small", "middling", "large"}},
                                               {"thing", {"harbour", "orchard", "workshop"}}};
        return seedbed::fake(draws).sentence("{A|The} {size} {thing}", words);
    }
};

} // namespace @namespace@
