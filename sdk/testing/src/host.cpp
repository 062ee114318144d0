#include "host.hpp"

#include "core/cli/run_setup.hpp"
#include "core/database/environment.hpp"

#include <seedbed/error.hpp>
#include <seedbed/testing/test_database.hpp>

#include <charconv>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

namespace seedbed::testing {
namespace {

constexpr std::uint64_t usual_seed = 100;
constexpr const char* usual_as_of = "2026-01-01T00:00:00Z";

std::filesystem::path this_library() {
    static const char inside = 0;
    Dl_info found{};
    dladdr(&inside, &found);
    return std::filesystem::canonical(found.dli_fname);
}

/// A developer's own defaults are not to change what tests get; a file that SEEDBED_CONFIG names
/// may.
std::optional<std::string> without_own_defaults(const std::string& name) {
    return name == "HOME" || name == "XDG_CONFIG_HOME" ? std::nullopt
                                                       : database::process_environment()(name);
}

cli::program find_program() {
    cli::program program =
        cli::prepare({"--all", "--no-real-data"}, without_own_defaults, this_library());
    program.environment = database::process_environment();
    for (const std::string& warning : program.plugins.warnings)
        std::cerr << "seedbed: warning: " << warning << std::endl;
    return program;
}

std::optional<std::string> variable(const char* name) {
    auto value = database::process_environment()(name);
    return value && value->empty() ? std::nullopt : value;
}

std::uint64_t seed() {
    const std::optional<std::string> text = variable("TEST_DATA_SEED");
    if (!text)
        return usual_seed;
    std::uint64_t value = 0;
    const char* end = text->data() + text->size();
    const auto [stopped, failed] = std::from_chars(text->data(), end, value);
    if (failed != std::errc() || stopped != end)
        throw error(failure::usage,
                    "TEST_DATA_SEED is '" + *text + "'; it has to be a whole number from 0 on");
    return value;
}

run_info make_info() {
    cli::settings settings;
    settings.run_seed = seed();
    const std::string as_of = variable("TEST_DATA_AS_OF").value_or(usual_as_of);
    try {
        if (as_of != "now")
            settings.as_of = timestamp::parse(as_of).floor_to(as_of_step);
    } catch (const error& e) {
        throw error(failure::usage, std::string("TEST_DATA_AS_OF: ") + e.what());
    }
    return cli::make_run_info(settings, cli::now(), false);
}

std::string& mutable_test() {
    static std::string name;
    return name;
}

bool& host_is_there() {
    static bool there = false;
    return there;
}

} // namespace

// Destroyed at the end of the process, plugins could outlive libraries that they need.
host& host::instance() {
    static host* const made = new host;
    return *made;
}

host::host()
    : program_(find_program()),
      steps_(cli::make_steps(program_, cli::make_complete_plan(program_))), info_(make_info()),
      models_(steps_, info_) {
    models_.rows().start_stream(current_test());
    host_is_there() = true;
}

const std::string& current_test() {
    return mutable_test();
}

void start_test(std::string_view name) {
    mutable_test() = name;
    if (host_is_there())
        host::instance().models().rows().start_stream(name);
}

} // namespace seedbed::testing
