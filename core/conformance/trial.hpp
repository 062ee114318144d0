#pragma once

#include "core/conformance/child_process.hpp"
#include "core/run/run.hpp"

#include <seedbed/source.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// When a trial asks its own run to stop, as an interrupt would.
enum class stop_at {
    never,
    start, ///< when the checked plugin begins to seed
    rows,  ///< when it has written its first rows
};

struct trial_request {
    run::request run;
    std::string plugin; ///< the one that is checked
    stop_at stop = stop_at::never;
    std::chrono::seconds deadline{300};
    std::stop_token ended_by{};      ///< the user's own: the process is killed
    bool at_other_addresses = false; ///< than in the other trials: see scatter_addresses()
};

/// What a run in a process of its own came to. Either `trouble` says why it has no report, or
/// `thrown` why it did not start or was interrupted, or neither.
struct trial {
    struct line {
        std::string status;
        std::uint64_t added = 0;
        std::uint64_t kept = 0;
        std::string message;
        std::optional<collected> collection;
    };

    std::string trouble; ///< it crashed, or did not come to an end
    bool hung = false;   ///< the latter
    std::string thrown;
    int thrown_kind = 0; ///< as failure
    bool committed = false;
    int exit_code = 0;
    std::map<std::string, line> plugins;
    std::vector<std::string> broken_rules; ///< "it breaks id: rule", or why that is not known
    std::vector<std::string> notes;
    std::string output; ///< what was written to standard output and standard error
    std::chrono::duration<double> time{};

    bool has_report() const { return trouble.empty() && thrown.empty(); }
    const line& of(const std::string& plugin) const { return plugins.at(plugin); }
    /// Why it is no good run: empty for one that was committed in full.
    std::string problem() const;
    /// All that it said, to search for what it must not say.
    std::string everything_said() const;
};

/// A trial that has begun: other things may go on beside it.
class running_trial {
public:
    running_trial(boost::asio::io_context& loop, trial_request request);

    void interrupt() const { process_.interrupt(); }
    trial finish();

private:
    child_process process_;
    std::chrono::seconds deadline_;
};

trial try_run(boost::asio::io_context& loop, trial_request request);

/// Why a process has no result, in a sentence; empty where it has one.
std::string trouble_of(const ended_process& ended, std::chrono::seconds deadline);

} // namespace seedbed::conformance
