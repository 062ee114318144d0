#pragma once

#include "session_coherence.hpp"

#include <seedbed/error.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/row_key.hpp>
#include <seedbed/row_source.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ohmycoins::agents {

/// The rows that belong to sessions: row j of session i has index i × `stride` + j, and its key
/// from that.
template <class T>
class part_source final : public seedbed::group_source<T> {
public:
    using make_parts = std::function<std::vector<T>(std::uint64_t session)>;

    part_source(std::uint64_t seed, std::uint64_t sessions, std::uint64_t stride, make_parts make)
        : keys_(seed, seedbed::model_traits<T>::name), sessions_(sessions), stride_(stride),
          make_(std::move(make)) {}

    /// Indexes reach that far; sessions that are short leave some of them unused.
    std::uint64_t rows() const override { return sessions_ * stride_; }

    seedbed::uuid row_key(std::uint64_t index) const override { return keys_.at(index); }
    seedbed::uuid key_of(std::uint64_t session, std::uint64_t part) const {
        return keys_.at(session * stride_ + part);
    }
    const seedbed::key_sequence& keys() const noexcept { return keys_; }

    std::optional<std::uint64_t> row_index(const seedbed::uuid& key) const override {
        const auto index = keys_.index_of(key);
        return index && *index < rows() ? index : std::nullopt;
    }

    seedbed::uuid generated_key(std::uint64_t index) const override { return keys_.at(index); }
    std::optional<std::uint64_t> generated_index(const seedbed::uuid& key) const override {
        return keys_.index_of(key);
    }

    std::vector<T> make_group(std::uint64_t session) const override { return make_(session); }
    std::uint64_t largest_group() const override { return stride_; }

    void adapt(T& row, const seedbed::fixture_context& context) const override {
        make_coherent(row, context);
    }

    /// Makes the session again. Throws error(failure::plugin) for an index that is unused.
    T make_row(std::uint64_t index) const override {
        std::vector<T> parts = make_(index / stride_);
        const std::uint64_t part = index % stride_;
        if (part >= parts.size())
            throw seedbed::error(seedbed::failure::plugin,
                                 "model '" + std::string(seedbed::model_traits<T>::name) +
                                     "' has no row " + std::to_string(index) + ": session " +
                                     std::to_string(index / stride_) + " has " +
                                     std::to_string(parts.size()) + " rows");
        return std::move(parts[part]);
    }

private:
    seedbed::key_sequence keys_;
    std::uint64_t sessions_;
    std::uint64_t stride_;
    make_parts make_;
};

} // namespace ohmycoins::agents
