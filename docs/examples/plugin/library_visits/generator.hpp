#pragma once

#include "library_visit-odb.hpp"
#include "library_visit.hpp"

#include <seedbed/row_model.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace library_visits_plugin {

/// Says how many rows there are, and what row i is.
class generator final : public seedbed::row_model<library_visit> {
public:
    /// The 1 is the version of what is generated: raise it when the same seed is to give other
    /// rows.
    explicit generator(const seedbed::plugin_context& context) : row_model(context, 1) {}

    std::uint64_t rows() const override {
        return static_cast<std::uint64_t>(context().options().integer("library-visits"));
    }

    /// A pure function of its context: no clock, no counter, nothing that another row left behind.
    /// The id is filled in already. Each attribute draws from a lane of its own.
    void row(seedbed::row_context& context, library_visit& out) const override {
        out.visitor = visitor(context.random().lane("visitor"));
        out.minutes = minutes(context.random().lane("minutes"));
        if (out.minutes > free_minutes)
            out.fee = seedbed::decimal<6, 2>::from_units((out.minutes - free_minutes) * 5);
        const auto age = context.random().lane("age").between(
            out.minutes, std::chrono::minutes(std::chrono::days(90)).count());
        out.entered_at = context.as_of() - std::chrono::minutes(age);
    }

    /// Rules that the rows keep, as SQL: judged at the end of each run and by `seedbed verify`.
    std::vector<seedbed::check> checks() const override {
        return {seedbed::sql_check("library_visits.takes_time",
                                   "a visit takes a minute at least",
                                   {"library_visits"},
                                   "SELECT count(*) FROM \"library_visits\"",
                                   "SELECT id || ': ' || minutes || ' minutes' "
                                   "FROM \"library_visits\" WHERE minutes < 1 ORDER BY id")};
    }

private:
    static constexpr int free_minutes = 120;

    static std::string visitor(seedbed::random draws) {
        return seedbed::fake(draws).person_in(seedbed::find_locale("de_DE")).full_name();
    }

    /// Half an hour on average; a few stay the whole day.
    static int minutes(seedbed::random draws) {
        return 1 + std::min(599, static_cast<int>(30 * draws.exponential()));
    }
};

} // namespace library_visits_plugin
