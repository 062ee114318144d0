#pragma once

#include <seedbed/check.hpp>
#include <seedbed/model.hpp>
#include <seedbed/options.hpp>
#include <seedbed/row_source.hpp>
#include <seedbed/run.hpp>
#include <seedbed/session.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace seedbed {

class row_factory; // <seedbed/fixture.hpp>

/// What a plugin is created with. The host owns it; it outlives the plugin.
class plugin_context {
public:
    plugin_context(run_info run,
                   option_values options,
                   model_directory& models,
                   std::function<void(std::string)> note)
        : run_(run), options_(std::move(options)), models_(models), note_(std::move(note)) {}

    const run_info& run() const noexcept { return run_; }
    const option_values& options() const noexcept { return options_; }
    model_directory& models() const noexcept { return models_; }

    /// Adds a line to the run's summary, for what a user has to know (never a secret).
    void note(std::string text) const { note_(std::move(text)); }

private:
    run_info run_;
    option_values options_;
    model_directory& models_;
    std::function<void(std::string)> note_;
};

/// What the database holds already of the rows a plugin is asked for.
struct inspection {
    std::uint64_t present = 0;
    std::uint64_t missing = 0;
    bool estimated = false; // `missing` is about right: rows depend on rows not yet written
};

/// What a plugin did. `kept` counts rows that were asked for and stood there already.
struct seeded {
    std::uint64_t added = 0;
    std::uint64_t kept = 0;
};

/// Which rows of a table `--clear` deletes.
struct clear_rule {
    const mapped_table* table = nullptr;
    std::string condition = "TRUE"; // SQL over the table's columns, with $1, $2, …
    std::vector<std::string> parameters;
};

/// Told how far a plugin has come; drawn as the live line of a run.
class progress {
public:
    virtual ~progress();
    /// `rows`: rows written so far. Cheap; call it every few thousand rows.
    virtual void written(std::uint64_t rows) = 0;

protected:
    progress() = default;
    progress(const progress&) = default;
    progress& operator=(const progress&) = default;
};

/// A plugin: brings models, collects from a source, or both. Everything here is called by the
/// host, on one thread at a time, in this order: create, collect (sources), inspect, seed.
///
/// Lifetime: created after all plugins it depends on and destroyed before any of them; a
/// reference got from a dependency is valid as long as this object.
/// Errors: throw seedbed::error (or any std::exception). The host names plugin and phase, rolls
/// the plugin's savepoint back and, by default, the whole run.
class plugin {
public:
    virtual ~plugin(); // out of line: one vtable, in libseedbed

    /// The tables it writes. The host checks each against the real one, or creates it.
    virtual std::vector<const mapped_table*> tables() const = 0;

    /// Reads what stands in the tables already. Called for every plugin before the first row of
    /// any is written, so slow work that `seed` will need may be started here. Writes nothing.
    virtual inspection inspect(const session& session) = 0;

    /// Writes what is missing. Plugins it depends on have written theirs.
    virtual seeded seed(const session& session, progress& progress) = 0;

    /// What `--clear` deletes; by default every row of tables().
    virtual std::vector<clear_rule> clear_rules() const;

    /// The rules that its rows keep, for `seedbed verify` and the end of a run; by default none.
    virtual std::vector<check> checks() const;

    /// What makes its models' rows for tests and previews, as long as the plugin lives; by default
    /// nothing.
    virtual std::vector<const row_factory*> factories() const;

protected:
    plugin() = default;
    plugin(const plugin&) = default;
    plugin& operator=(const plugin&) = default;
};

} // namespace seedbed
