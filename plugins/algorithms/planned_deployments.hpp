#pragma once

#include "algorithm_outlines.hpp"
#include "free_pairs.hpp"
#include "planned_deployment.hpp"

#include <seedbed/plugin.hpp>
#include <seedbed/random.hpp>
#include <seedbed/row_key.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace ohmycoins {

/// Who runs which algorithm. The pairs are made in one go, because none may come twice; the rest
/// of a deployment is made when it is asked for.
class planned_deployments final : public seedbed::row_source<planned_deployment> {
public:
    /// Both outlive it. Throws error(failure::usage) for more deployments than there are pairs of
    /// a user and an active algorithm, unless their number is only the default.
    planned_deployments(const seedbed::plugin_context& context, const algorithm_outlines& outlines);

    std::uint64_t rows() const override { return pairs_.size(); }
    seedbed::uuid row_key(std::uint64_t index) const override { return keys_.at(index); }
    std::optional<std::uint64_t> row_index(const seedbed::uuid& key) const override;
    planned_deployment make_row(std::uint64_t index) const override;

    /// Reads the deployments that stand, where their table exists, and plans the others around
    /// them: those first whose orders stand already, from a run without their plugin. After
    /// algorithm_outlines::read_standing. Not while another thread uses the object.
    void read_standing(const seedbed::session& session);

private:
    /// The orders that stand of an algorithm that a user runs.
    struct traded {
        seedbed::timestamp first;
        seedbed::timestamp last;
        int most_in_a_day = 0; // of UTC
    };

    void read_deployments(const seedbed::session& session);
    void read_orders(const seedbed::session& session);
    void draw_pairs();
    void give_place_to_traded();
    void cover_orders(planned_deployment& deployment) const;
    std::vector<std::uint64_t> active_algorithms() const;
    std::optional<free_pairs::pair> draw_pair(std::uint64_t index, free_pairs& free) const;
    void refuse_more_than(std::size_t planned, std::size_t active) const;
    void
    draw_times(std::uint64_t index, seedbed::timestamp since, planned_deployment& deployment) const;
    planned_deployment read_row(seedbed::row_view row) const;

    const seedbed::plugin_context& context_;
    const algorithm_outlines& outlines_;
    seedbed::key_sequence keys_;
    seedbed::random_key draws_;
    std::unordered_map<std::uint64_t, planned_deployment> standing_;
    std::set<free_pairs::pair> others_;         // deployed by somebody else
    std::map<free_pairs::pair, traded> traded_; // without a deployment that stands
    std::vector<free_pairs::pair> pairs_;
};

} // namespace ohmycoins
