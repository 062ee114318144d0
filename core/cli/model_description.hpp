#pragma once

#include "core/discovery/manifest.hpp"

#include <seedbed/fixture_rows.hpp>

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace seedbed::cli {

/// A model, and the manifest of the plugin that brings it.
struct described_model {
    const row_factory* factory = nullptr;
    const discovery::manifest* plugin = nullptr;
};

/// A line for each model: its name, plugin, table, parents, variations.
std::string models_text(const std::vector<described_model>& models);

/// All of one model: columns, inputs, variations, the options of its plugin.
std::string model_text(const described_model& model, const std::vector<described_model>& all);

boost::json::object model_json(const described_model& model,
                               const std::vector<described_model>& all);

} // namespace seedbed::cli
