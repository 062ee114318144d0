#pragma once

#include "core/conformance/bench.hpp"
#include "core/conformance/finding.hpp"
#include "core/conformance/throwaway_database.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// Told of each finding when it is known.
using finding_listener = std::function<void(finding)>;

/// Judges how a plugin seeds: what it writes, whether that is a function of its options alone,
/// what a second run, a larger one, --clear and an interrupt make of it.
class seeding_rules {
public:
    /// All outlive it.
    seeding_rules(bench& bench, const description& plugin, const finding_listener& tell)
        : bench_(bench), plugin_(plugin), tell_(tell), name_(bench.subject().name()) {}

    void judge();

private:
    using rows = std::vector<std::string>;

    /// A run on the database; false, and the finding told, where it was no good one.
    bool runs(const std::string& rule, const throwaway_database& database, const changes& = {});
    bool runs(const std::string& rule, trial_request request);
    rows rows_in(const throwaway_database& database) const;
    /// Of the tables that it does not declare.
    rows other_rows_in(const throwaway_database& database) const;

    bool first_run(const throwaway_database& database);
    bool rerun(const throwaway_database& database);
    bool another_process();
    void refill(const throwaway_database& database);
    void growth();
    void own_checks(const throwaway_database& database);
    void clear(const throwaway_database& database, bool repeatable);
    void cancel(const throwaway_database& database);
    void fixture();
    void output();
    std::string left_behind(const rows& left) const;
    std::string left_elsewhere(const rows& left) const;
    std::string changed(const throwaway_database& database) const;
    changes fewer_rows() const;

    bench& bench_;
    const description& plugin_;
    const finding_listener& tell_;
    std::string name_;
    rows first_;                                 ///< what the first run left in its tables
    rows others_;                                ///< and in all others
    std::chrono::system_clock::time_point made_; ///< when that run had ended
    trial last_;
    std::string said_;
};

} // namespace seedbed::conformance
