#pragma once

#include <seedbed/fake.hpp>
#include <seedbed/options.hpp>
#include <seedbed/random.hpp>
#include <seedbed/row_source.hpp>
#include <seedbed/run.hpp>

#include <cstdint>
#include <span>

namespace seedbed {

/// How pick chooses a parent.
struct uniform_choice {};
struct zipf_choice {
    double exponent; // row 0 is the most popular one; about 1.1 is usual for people's activity
};
struct weighted_choice {
    std::span<const double> weights; // one for each parent row
};
/// Among the first parents only, more of them for later rows: max(first, index × per_row) of them.
/// While there are that many, the choice does not depend on how many there are: a row keeps its
/// parent when a later run has more. The first ones are the more popular, by Zipf's law.
struct early_choice {
    std::uint64_t first = 5;
    double per_row = 0.5;
    double exponent = 0.6;
};

/// The choice of row `index` among `parents`; see early_choice. Throws error(failure::seeding)
/// when there are none.
std::uint64_t
pick_early(random& draws, std::uint64_t index, std::uint64_t parents, early_choice choice);

/// All that a row is a function of: its index, the run's seed and as-of, the plugin's options,
/// and other models' rows, which are made again where they are needed. Made anew for each row;
/// nothing in it outlives the call of `row`.
class row_context {
public:
    row_context(const run_info& run,
                const option_values& options,
                const model_directory& models,
                random_key key,
                std::uint64_t index)
        : run_(run), options_(options), models_(models), random_(key, index), index_(index) {}

    std::uint64_t index() const noexcept { return index_; }

    /// This row's random numbers. Draw unrelated attributes from lanes of their own
    /// (`random().lane("email")`), so that a later version can add one without moving the rest.
    seedbed::random& random() noexcept { return random_; }

    /// Names, addresses and sentences, drawn from random().
    seedbed::fake fake() noexcept { return seedbed::fake(random_); }

    timestamp as_of() const noexcept { return run_.as_of; }
    const option_values& options() const noexcept { return options_; }
    const model_directory& models() const noexcept { return models_; }

    /// The primary key of another model's row: computed, never looked up.
    template <class T>
    uuid key(std::uint64_t index) const {
        return models_.get<T>().row_key(index);
    }

    /// Another model's row, made again.
    template <class T>
    T parent(std::uint64_t index) const {
        return models_.get<T>().make_row(index);
    }

    /// The index of a row of another model. Throws error(failure::seeding) when it has none.
    template <class T>
    std::uint64_t pick(uniform_choice = {}) {
        return random_.below(models_.get<T>().rows());
    }
    template <class T>
    std::uint64_t pick(zipf_choice choice) {
        return random_.zipf(models_.get<T>().rows(), choice.exponent);
    }
    template <class T>
    std::uint64_t pick(weighted_choice choice) {
        return random_.weighted(choice.weights);
    }
    template <class T>
    std::uint64_t pick(early_choice choice) {
        return pick_early(random_, index_, models_.get<T>().rows(), choice);
    }

private:
    const run_info& run_;
    const option_values& options_;
    const model_directory& models_;
    seedbed::random random_;
    std::uint64_t index_;
};

} // namespace seedbed
