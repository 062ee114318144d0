#pragma once

#include "algorithm_outline.hpp"
#include "strategy_design.hpp"
#include "user.hpp"

#include <seedbed/plugin.hpp>
#include <seedbed/random.hpp>
#include <seedbed/row_key.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace ohmycoins {

/// The outlines of all algorithms of a run. Where a row stands in the database, its owner, status
/// and age are what the database says: the application may have changed them.
class algorithm_outlines {
public:
    /// `context` outlives it. Throws error(failure::usage) for algorithms without users.
    explicit algorithm_outlines(const seedbed::plugin_context& context);

    std::uint64_t rows() const noexcept { return rows_; }

    /// A pure function; for any index, also one of a row that only an earlier run had.
    algorithm_outline outline(std::uint64_t index) const;

    /// The index of the algorithm that has this key, be it one of this run's rows or not.
    std::optional<std::uint64_t> index_of(const seedbed::uuid& key) const {
        return keys_.index_of(key);
    }

    /// As in the outline, without the rest of it.
    std::string status_of(std::uint64_t index) const;

    /// Reads the rows that stand. Not while another thread uses the object.
    void read_standing(const seedbed::session& session);

private:
    struct standing_row {
        seedbed::uuid owner;
        std::string status;
        seedbed::timestamp created_at;
    };

    user draw_owner(std::uint64_t index) const;
    void draw_times(std::uint64_t index, algorithm_outline& out) const;
    void draw_execution(std::uint64_t index, algorithm_outline& out) const;

    const seedbed::plugin_context& context_;
    std::uint64_t rows_;
    seedbed::key_sequence keys_;
    seedbed::random_key draws_;
    strategy_designer designer_;
    std::unordered_map<std::uint64_t, standing_row> standing_;
};

} // namespace ohmycoins
