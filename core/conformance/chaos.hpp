#pragma once

#include "core/conformance/bench.hpp"
#include "core/conformance/fault.hpp"
#include "core/conformance/seeding_rules.hpp"
#include "core/conformance/stage.hpp"
#include "core/conformance/throwaway_database.hpp"

#include <seedbed/redaction.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// Judges what a source makes of an internet that misbehaves: each fault is injected on the wire
/// into what a recording answers, one at a time.
class chaos {
public:
    /// All outlive it.
    chaos(bench& bench, const description& plugin, const finding_listener& tell);

    void judge();

private:
    using rows = std::vector<std::string>;

    bool play_good_answers();
    void judge_all(const std::vector<fault>& faults);
    void judge_unreachable();
    void judge_standing_rows();
    void judge_interrupt();
    void judge_faults();
    void judge_stall(running_trial& stalled);

    trial_request request(stage& stage, const changes& where) const;
    trial run(const fault& fault);
    std::string problem_of(const fault& fault, const trial& result);
    std::string general_problem(const trial& result, const rows& after) const;
    std::string unexpected(const fault& fault, const trial& result, const rows& after) const;
    std::string too_many_requests(const fault& fault) const;
    std::string leak(const trial& result) const;
    void tell_by_id(const std::string& id, const std::string& what, const std::string& problem);
    void tell_gathered();

    bench& bench_;
    const description& plugin_;
    const finding_listener& tell_;
    std::string name_;
    std::string secret_;
    redaction redaction_;
    changes secrets_;
    throwaway_database database_;
    throwaway_database stalled_database_;
    stage stage_;
    stage stalled_stage_;
    rows good_;
    rows before_;       ///< what stood there before the trial
    bool hung_ = false; ///< each further trial might cost minutes
    struct gathered {
        std::string what;
        std::size_t trials = 0;
        std::string problem;
    };
    std::vector<std::string> order_;
    std::map<std::string, gathered> gathered_; ///< by id
};

} // namespace seedbed::conformance
