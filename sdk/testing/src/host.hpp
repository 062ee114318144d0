#pragma once

#include "core/cli/program.hpp"
#include "core/fixtures/fixture_models.hpp"
#include "core/run/step.hpp"

#include <seedbed/run.hpp>

#include <string>
#include <vector>

namespace seedbed::testing {

/// What all tests of this process share: the plugins, found and created once.
class host {
public:
    /// Made at its first use, and never destroyed. Throws error, and may be asked again.
    static host& instance();

    host(const host&) = delete;
    host& operator=(const host&) = delete;

    const cli::program& program() const noexcept { return program_; }
    const run_info& info() const noexcept { return info_; }

    /// Its rows are those that tests make without a database.
    fixtures::fixture_models& models() noexcept { return models_; }

private:
    host();

    cli::program program_;
    std::vector<run::step> steps_;
    run_info info_;
    fixtures::fixture_models models_;
};

/// The name that start_test got last.
const std::string& current_test();

} // namespace seedbed::testing
