#pragma once

#include <seedbed/bulk_writer.hpp>
#include <seedbed/detail/row_batches.hpp>
#include <seedbed/error.hpp>
#include <seedbed/existing_rows.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/plugin.hpp>
#include <seedbed/row_context.hpp>
#include <seedbed/row_key.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seedbed {

/// The base of a plugin whose rows come in groups that depend on each other: the orders of one
/// user, the messages of one session. The group is what is pure and cheap to make again; its rows
/// are made together, in order.
///
/// Row j of group g has index g * largest_group() + j, and its key from that: rows keep their keys
/// when groups are added, and rise group by group. `T` is as for row_model.
template <class T>
class group_model : public plugin, public group_source<T> {
public:
    /// `version` is the generator's: raise it when the same seed is to give other data.
    group_model(const plugin_context& context, std::uint32_t version)
        : context_(context), key_(derive_key(context.run().seed, model_traits<T>::name, version)),
          keys_(context.run().seed, model_traits<T>::name) {
        context.models().add<T>(*this);
    }

    /// How many groups the run has.
    virtual std::uint64_t groups() const = 0;

    using group_source<T>::largest_group; // no more rows than that in a group

    /// Makes one group: a pure function of the context, whose index is the group's. Called from
    /// several threads at once. Ids are filled in afterwards.
    virtual void group(row_context& context, std::vector<T>& out) const = 0;

    /// The rows of one group, with their ids.
    std::vector<T> make_group(std::uint64_t index) const final {
        row_context context(context_.run(), context_.options(), context_.models(), key_, index);
        std::vector<T> rows;
        group(context, rows);
        if (rows.size() > largest_group())
            throw error(failure::plugin,
                        fmt::format("group {} of model '{}' has {} rows; largest_group() says {}",
                                    index,
                                    model_traits<T>::name,
                                    rows.size(),
                                    largest_group()));
        for (std::size_t j = 0; j < rows.size(); ++j)
            rows[j].id = row_key(index * largest_group() + j);
        return rows;
    }

    /// Indexes reach that far; groups that are not full leave some of them unused.
    std::uint64_t rows() const final { return groups() * largest_group(); }

    uuid row_key(std::uint64_t index) const final { return keys_.at(index); }

    std::optional<std::uint64_t> row_index(const uuid& key) const final {
        const auto index = keys_.index_of(key);
        return index && *index < rows() ? index : std::nullopt;
    }

    uuid generated_key(std::uint64_t index) const final { return keys_.at(index); }

    std::optional<std::uint64_t> generated_index(const uuid& key) const final {
        return keys_.index_of(key);
    }

    /// Makes the row's group again. Throws error(failure::plugin) for an index that is unused.
    T make_row(std::uint64_t index) const final {
        std::vector<T> rows = make_group(index / largest_group());
        const std::uint64_t j = index % largest_group();
        if (j >= rows.size())
            throw error(failure::plugin,
                        fmt::format("model '{}' has no row {}: group {} has {} rows",
                                    model_traits<T>::name,
                                    index,
                                    index / largest_group(),
                                    rows.size()));
        return std::move(rows[j]);
    }

    std::vector<const mapped_table*> tables() const override { return {&model_traits<T>::table()}; }

    std::vector<const row_factory*> factories() const override { return {&factory_}; }

    inspection inspect(const session& session) override {
        existing_.read(session,
                       {.table = model_traits<T>::table().name,
                        .key_column = "id",
                        .natural_key_column = std::nullopt},
                       keys_,
                       rows(),
                       {});
        return count_missing(session);
    }

    seeded seed(const session& session, progress& progress) override {
        bulk_writer<T> writer(session);
        each_batch(session, [&](const std::vector<T>& missing, std::uint64_t) {
            for (const T& object : missing)
                writer.write(object);
            progress.written(writer.rows());
        });
        return {.added = writer.finish(), .kept = existing_.count()};
    }

protected:
    const plugin_context& context() const noexcept { return context_; }
    const existing_rows& existing() const noexcept { return existing_; }

    /// Whether nothing is to be added to a group: what it lacks was not forgotten. Asked once what
    /// stands in the table is known.
    virtual bool is_settled(std::uint64_t /*group*/) const { return false; }

    /// What inspect gives. Override it where groups cannot be made before other plugins' rows are
    /// written, and estimate.
    virtual inspection count_missing(const session& session) const {
        inspection found;
        each_batch(session, [&](const std::vector<T>& missing, std::uint64_t present) {
            found.present += present;
            found.missing += missing.size();
        });
        return found;
    }

    /// Whether a row of the group stands in the table under its own key.
    bool is_begun(std::uint64_t group) const {
        return existing_.contains_any(group * largest_group(), (group + 1) * largest_group());
    }

private:
    struct batch {
        std::vector<T> missing;
        std::uint64_t present = 0;
    };

    batch make_batch(std::uint64_t first, std::uint64_t end) const {
        batch made;
        for (std::uint64_t index = first; index < end; ++index) {
            if (is_settled(index))
                continue;
            std::vector<T> rows = make_group(index);
            for (std::size_t j = 0; j < rows.size(); ++j) {
                if (existing_.contains(index * largest_group() + j))
                    ++made.present;
                else
                    made.missing.push_back(std::move(rows[j]));
            }
        }
        return made;
    }

    template <class Take>
    void each_batch(const session& session, const Take& take) const {
        constexpr std::uint64_t groups_per_batch = 64;
        detail::in_batches(
            groups(),
            groups_per_batch,
            [this](std::uint64_t first, std::uint64_t end) { return make_batch(first, end); },
            [&](const batch& made) {
                session.throw_if_stopped(); // a group may be long in the making
                take(made.missing, made.present);
            });
    }

    const plugin_context& context_;
    random_key key_;
    key_sequence keys_;
    existing_rows existing_;
    group_factory<T> factory_{*this};
};

} // namespace seedbed
