#pragma once

#include "core/cli/program.hpp"
#include "core/fixtures/fixture_models.hpp"

#include <seedbed/fixture_rows.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::cli {

/// The models of a program for tests and previews, with what they were opened from.
class opened_models {
public:
    /// Opens the plugin that brings `model` and what it needs; without a model, all that --only and
    /// --skip leave, sources excepted. Throws error(failure::usage) with a suggestion for a model
    /// that no plugin brings.
    opened_models(const program& program, const std::optional<std::string>& model, bool remote);

    fixtures::fixture_models& operator*() { return *models_; }
    fixtures::fixture_models* operator->() { return models_.get(); }

private:
    std::vector<run::step> steps_;
    std::unique_ptr<fixtures::fixture_models> models_;
};

/// Throws what opened_models does for a model that no plugin brings; opens nothing.
void check_model(const program& program, const std::string& model);

/// What the command line of `seedbed create` asks for. Throws error(failure::usage) with all that
/// is wrong with its form.
fixture_request read_fixture_request(const invocation& invocation);

/// A whole number of the command's own options; `otherwise` where it is not given.
std::uint64_t
read_number(const invocation& invocation, const std::string& option, std::uint64_t otherwise);

} // namespace seedbed::cli
