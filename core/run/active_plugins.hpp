#pragma once

#include "core/loading/crash_report.hpp"
#include "core/run/step.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/plugin.hpp>
#include <seedbed/session.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace seedbed::run {

/// A plugin at work. The context outlives the object that was created with it.
struct active_plugin {
    std::unique_ptr<plugin_context> context;
    loading::plugin_ptr object;
    const step* from = nullptr;
};

/// The plugins of a plan, loaded and created in its order; destroyed in the opposite one, each
/// before those it depends on.
class active_plugins {
public:
    active_plugins() = default;
    ~active_plugins();
    active_plugins(const active_plugins&) = delete;
    active_plugins& operator=(const active_plugins&) = delete;

    /// `steps` outlive this object; what the plugins have to say goes to `note`. Throws error with
    /// all plugins that refuse.
    void load(const std::vector<step>& steps,
              const run_info& info,
              const std::function<void(std::string)>& note);

    std::size_t size() const { return plugins_.size(); }
    const active_plugin& operator[](std::size_t index) const { return plugins_[index]; }
    auto begin() const { return plugins_.begin(); }
    auto end() const { return plugins_.end(); }
    auto rbegin() const { return plugins_.rbegin(); }
    auto rend() const { return plugins_.rend(); }

private:
    model_directory models_;
    std::vector<active_plugin> plugins_;
};

/// Ends the run under the plugin's name, for a call that failed and has no savepoint of its own.
[[noreturn]] void
throw_failed(const active_plugin& active, const char* phase, const detail::call_error& failed);

/// Names the plugin in case that its code ends the process.
loading::crash_report watch(const active_plugin& active, const char* phase);

/// Runs a call that has no savepoint of its own.
template <class Call>
void call_plugin(const active_plugin& active, const char* phase, Call&& call) {
    const loading::crash_report in_case = watch(active, phase);
    detail::call_error failed;
    if (!detail::guarded(failed, call))
        throw_failed(active, phase, failed);
}

/// A plugin hands the transaction back as it got it; throws error when it did not.
void check_transaction(const session& session);

} // namespace seedbed::run
