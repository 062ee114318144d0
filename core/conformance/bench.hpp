#pragma once

#include "core/conformance/subject.hpp"
#include "core/conformance/trial.hpp"

#include <seedbed/model.hpp>
#include <seedbed/plugin.hpp>

#include <boost/asio/io_context.hpp>

#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// What a plugin's object says of itself.
struct description {
    bool is_source = false;
    std::vector<std::string> models; ///< of which it makes rows for tests
    std::vector<mapped_table> tables;
    std::set<std::string> tables_of_others;     ///< of the plugins that it needs
    std::map<std::string, std::string> cleared; ///< the condition by table
};

/// Makes trials of one plugin.
class bench {
public:
    /// `subject` and `stop` outlive it.
    bench(const subject& subject, const std::stop_token& stop);

    const conformance::subject& subject() const { return subject_; }
    boost::asio::io_context& loop() { return loop_; }

    /// Loads the plugin in a child and asks it. Throws error(failure::plugin) where it cannot be
    /// loaded, crashes or hangs.
    description describe();

    /// A run on that database, whose sources are answered from the recording, where there is one.
    trial_request request(const std::string& conninfo, const changes& changes = {}) const;

    /// Throws error(failure::interrupted) once the user has asked to stop.
    trial run(trial_request request);

    /// Judges all of its checks, the costly ones, too; gives what is violated or fails.
    std::vector<std::string> broken_checks(const std::string& conninfo);

    /// Makes two rows of each of its models as a test would, with the rows that they refer to, and
    /// takes them back; gives the models' names. Throws error(failure::seeding) where it cannot.
    std::vector<std::string> make_fixtures(const std::string& conninfo);

    void throw_if_stopped() const;

private:
    std::string ask_child(const std::function<std::string()>& work);

    const conformance::subject& subject_;
    const std::stop_token& stop_;
    boost::asio::io_context loop_;
};

} // namespace seedbed::conformance
