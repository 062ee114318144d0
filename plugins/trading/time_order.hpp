#pragma once

#include <seedbed/error.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/timestamp.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ohmycoins {

/// Refuses what a test set: "backtest: …".
[[noreturn]] inline void refuse_fixture(std::string_view model, const std::string& problem) {
    throw seedbed::error(seedbed::failure::usage, std::string(model) + ": " + problem);
}

/// Brings the times of a test's row into their order: times that the test set stay, the others make
/// room for them.
///
///     time_order times("order", context);
///     times.after("its user's created_at", who.created_at);
///     times.then("created_at", row.created_at);
///     times.then("filled_at", row.filled_at);
///     times.settle();
class time_order {
public:
    time_order(std::string_view model, const seedbed::fixture_context& context)
        : model_(model), context_(context) {}

    /// What comes from here on is not before this time, which is another row's.
    void after(std::string name, seedbed::timestamp time) {
        steps_.push_back({std::move(name), time, nullptr, false});
    }

    /// The next column in the order; one that is NULL is passed over.
    void then(const char* column, seedbed::timestamp& time) {
        steps_.push_back({column, time, &time, context_.given(column)});
    }
    void then(const char* column, std::optional<seedbed::timestamp>& time) {
        if (time)
            then(column, *time);
    }

    /// Throws error(failure::usage) that names both where a time that the test set is before one
    /// that it has to follow.
    void settle() {
        refuse_what_is_reversed();
        make_room_before_given();
        make_room_behind_all();
        for (const step& each : steps_)
            if (each.column)
                *each.column = each.time;
    }

private:
    struct step {
        std::string name;
        seedbed::timestamp time;
        seedbed::timestamp* column; // null for another row's time
        bool given;
    };

    void refuse_what_is_reversed() const {
        const step* latest = nullptr;
        for (const step& each : steps_) {
            if (each.given && latest && each.time < latest->time)
                refuse_fixture(model_,
                               each.name + ' ' + each.time.to_string() + " is before " +
                                   latest->name + ' ' + latest->time.to_string() +
                                   (latest->column ? "" : "; refer to an older one"));
            if ((each.given || !each.column) && (!latest || each.time > latest->time))
                latest = &each;
        }
    }

    void make_room_before_given() {
        std::optional<seedbed::timestamp> earliest;
        for (auto each = steps_.rbegin(); each != steps_.rend(); ++each) {
            if (each->given)
                earliest = std::min(earliest.value_or(each->time), each->time);
            else if (each->column && earliest)
                each->time = std::min(each->time, *earliest);
        }
    }

    void make_room_behind_all() {
        std::optional<seedbed::timestamp> latest;
        for (step& each : steps_) {
            latest = std::max(latest.value_or(each.time), each.time);
            if (each.column && !each.given)
                each.time = *latest;
        }
    }

    std::string_view model_;
    const seedbed::fixture_context& context_;
    std::vector<step> steps_;
};

} // namespace ohmycoins
