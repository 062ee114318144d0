#pragma once

#include <seedbed/bulk_writer.hpp>
#include <seedbed/detail/row_batches.hpp>
#include <seedbed/existing_rows.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/plugin.hpp>
#include <seedbed/row_context.hpp>
#include <seedbed/row_key.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seedbed {

/// The base of a plugin that is one model: derive, and say what row i is.
///
///     class backtests : public seedbed::row_model<backtest> {
///     public:
///         explicit backtests(const seedbed::plugin_context& context) : row_model(context, 1) {}
///         std::uint64_t rows() const override { return ...; }
///         void row(seedbed::row_context& r, backtest& out) const override { ... }
///     };
///     SEEDBED_PLUGIN(backtests);
///
/// `T` is mapped with `#pragma db object`, declared with SEEDBED_MODEL, and has a member
/// `seedbed::uuid id`, which this class fills. Rows that exist are kept, missing ones are added.
template <class T>
class row_model : public plugin, public row_source<T> {
public:
    /// `version` is the generator's: raise it when the same seed is to give other data.
    row_model(const plugin_context& context, std::uint32_t version)
        : context_(context), key_(derive_key(context.run().seed, model_traits<T>::name, version)),
          keys_(context.run().seed, model_traits<T>::name) {
        context.models().add<T>(*this);
    }

    /// Fills one row: a pure function of the row context. Called from several threads at once.
    /// `out` is a fresh T whose id is set.
    virtual void row(row_context& context, T& out) const = 0;

    /// Fills members that are slow to make and that no other model reads (a password's hash): only
    /// for rows that are written, after `row`. As pure as `row`.
    virtual void costly_members(row_context& /*context*/, T& /*out*/) const {}

    /// The natural key of row `index`: override this and natural_key_column, or neither.
    virtual std::string natural_key(std::uint64_t /*index*/) const { return {}; }

    T make_row(std::uint64_t index) const final {
        row_context context = context_of(index);
        T out{};
        out.id = row_key(index);
        row(context, out);
        return out;
    }

    T make_complete_row(std::uint64_t index) const final {
        T out = make_row(index);
        row_context context = context_of(index);
        costly_members(context, out);
        return out;
    }

    uuid row_key(std::uint64_t index) const final {
        const auto adopted = existing_.adopted_key(index);
        return adopted ? *adopted : keys_.at(index);
    }

    std::optional<std::uint64_t> row_index(const uuid& key) const final {
        if (const auto adopted = existing_.adopted_index(key))
            return adopted;
        const auto index = keys_.index_of(key);
        return index && *index < this->rows() ? index : std::nullopt;
    }

    uuid generated_key(std::uint64_t index) const final { return keys_.at(index); }

    std::optional<std::uint64_t> generated_index(const uuid& key) const final {
        return keys_.index_of(key);
    }

    std::vector<const mapped_table*> tables() const override { return {&model_traits<T>::table()}; }

    std::vector<const row_factory*> factories() const override { return {&factory_}; }

    inspection inspect(const session& session) override {
        existing_.read(session,
                       {.table = model_traits<T>::table().name,
                        .key_column = "id",
                        .natural_key_column = this->natural_key_column()},
                       keys_,
                       this->rows(),
                       [this](std::uint64_t index) { return natural_key(index); });
        return {.present = existing_.count(), .missing = this->rows() - existing_.count()};
    }

    seeded seed(const session& session, progress& progress) override {
        const std::uint64_t rows = this->rows();
        if (existing_.count() == rows)
            return {.added = 0, .kept = rows};
        bulk_writer<T> writer(session);
        detail::in_batches(
            rows,
            rows_per_batch(),
            [this](std::uint64_t first, std::uint64_t end) { return make_missing(first, end); },
            [&](const std::vector<T>& batch) {
                session.throw_if_stopped(); // a row may be long in the making
                for (const T& object : batch)
                    writer.write(object);
                progress.written(writer.rows());
            });
        const std::uint64_t added = writer.finish();
        return {.added = added, .kept = rows - added};
    }

protected:
    const plugin_context& context() const noexcept { return context_; }
    const existing_rows& existing() const noexcept { return existing_; }

    /// How many rows one thread makes at a time; few where a row is expensive.
    virtual std::uint64_t rows_per_batch() const { return 2048; }

private:
    row_context context_of(std::uint64_t index) const {
        return {context_.run(), context_.options(), context_.models(), key_, index};
    }

    std::vector<T> make_missing(std::uint64_t first, std::uint64_t end) const {
        std::vector<T> batch;
        for (std::uint64_t index = first; index < end; ++index)
            if (!existing_.contains(index))
                batch.push_back(make_complete_row(index));
        return batch;
    }

    const plugin_context& context_;
    random_key key_;
    key_sequence keys_;
    existing_rows existing_;
    model_factory<T> factory_{*this};
};

} // namespace seedbed
