#pragma once

#include "core/run/active_plugins.hpp"
#include "core/run/check_outcome.hpp"

#include <seedbed/check.hpp>
#include <seedbed/session.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace seedbed::run {

/// A check, and the plugin that brings it.
struct plugin_check {
    std::string plugin;
    seedbed::check check;
};

/// The checks of one plugin, under its name.
std::vector<plugin_check> checks_of(const active_plugin& active);

/// Throws error(failure::plugin) with every id that two checks have, and whose they are.
void check_ids(const std::vector<plugin_check>& checks);

/// Judges one check. Whatever it does to the transaction is undone, and it can write nothing.
/// What it throws is in the outcome; error(failure::interrupted) after a stop request, and
/// error(failure::database) when the connection or the transaction is gone, are thrown.
check_outcome judge(const session& session, const plugin_check& check);

/// Told of each check before it is judged, with its number from 1.
using check_listener = std::function<void(const plugin_check&, std::size_t number)>;

/// Judges one after the other.
std::vector<check_outcome> judge_all(const session& session,
                                     const std::vector<plugin_check>& checks,
                                     const check_listener& before_each);

} // namespace seedbed::run
