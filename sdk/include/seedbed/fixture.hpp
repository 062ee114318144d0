#pragma once

#include <seedbed/mapped_row.hpp>
#include <seedbed/row_source.hpp>
#include <seedbed/run.hpp>
#include <seedbed/session.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// What a test asked for, and what stands around the row: given to row_source::adapt. Valid inside
/// the call that gets it.
class fixture_context {
public:
    virtual ~fixture_context();

    /// Whether the test, or a variation that it chose, set the column.
    virtual bool given(std::string_view column) const = 0;

    /// An input that is no column, in its text form; nothing where the test did not give it.
    virtual std::optional<std::string> input(std::string_view name) const = 0;

    /// The row of another model that has this key, as it stands in the database, with what tests
    /// changed in it; without a database, as it would be generated. Nothing where there is none.
    /// P's `-odb.hpp` header must be included.
    template <class P>
    std::optional<P> standing(const uuid& key) const {
        const std::optional<mapped_row> row = standing_row(model_traits<P>::name, key);
        return row ? std::optional(to_object<P>(*row)) : std::nullopt;
    }

    /// The connection, inside the fixture's transaction; null where rows are built without one.
    virtual const session* connection() const = 0;

    virtual const run_info& run() const = 0;

protected:
    fixture_context() = default;
    fixture_context(const fixture_context&) = default;
    fixture_context& operator=(const fixture_context&) = default;

private:
    virtual std::optional<mapped_row> standing_row(std::string_view model,
                                                   const uuid& key) const = 0;
};

/// What a fixture of a model can be told beside its columns: the price that a series starts with.
struct fixture_input {
    std::string name;
    std::string type; // in SQL's words: NUMERIC(20,8)
    std::string description;
};

/// A named variation, as `seedbed models` lists it.
struct variation_info {
    std::string name;
    std::string description;
};

/// Makes the rows of one model for fixtures and previews, without the model's class. Models made
/// with row_model and group_model have one; one made by hand gives its own, most simply a
/// model_factory. Called on one thread at a time.
class row_factory {
public:
    virtual ~row_factory();

    virtual std::string_view model() const = 0;
    virtual const row_layout& layout() const = 0;

    virtual std::vector<fixture_input> inputs() const;
    virtual std::vector<variation_info> variations() const;

    /// Applies a variation of variations().
    virtual void vary(std::string_view variation, mapped_row& row) const;

    /// Row `index`, with its key, complete.
    virtual mapped_row make(std::uint64_t index) const;

    /// How many rows the run has of this model.
    virtual std::uint64_t rows() const;

    /// The first index that a fixture takes when it may choose.
    virtual std::uint64_t first_index() const;

    /// The smallest index from `index` on that has a row: in groups, not every index has one.
    virtual std::uint64_t next_index(std::uint64_t index) const;

    /// How many indexes a group reaches over; 1 where rows come singly.
    virtual std::uint64_t stride() const;

    /// The primary key of row `index`, without making the row.
    virtual uuid key_of(std::uint64_t index) const;

    /// The index whose key this is, be it one of the run's rows or not.
    virtual std::optional<std::uint64_t> index_of(const uuid& key) const;

    /// A second column by which a row is known, whoever wrote it.
    virtual std::optional<std::string> natural_key_column() const;

    /// The variation that a parent is made with, which `column` refers to; empty for none.
    virtual std::string parent_variation(std::string_view column) const;

    /// Makes the rest of the row agree with what the test gave.
    virtual void adapt(mapped_row& row, const fixture_context& context) const;

    /// Whether rows come as a series that is made in one go; then series() is asked instead of
    /// everything about indexes.
    virtual bool is_series() const;

    /// A row for each of `given`, which holds what the test set, and NULL everywhere else; they
    /// differ where the test sets a function of the row's place.
    virtual std::vector<mapped_row> series(std::span<const mapped_row> given,
                                           const fixture_context& context) const;

protected:
    row_factory() = default;
    row_factory(const row_factory&) = default;
    row_factory& operator=(const row_factory&) = default;
};

/// The factory of a model that is a row_source, which outlives it.
template <class T>
class model_factory : public row_factory {
public:
    explicit model_factory(const row_source<T>& source) : source_(source) {}

    std::string_view model() const override { return model_traits<T>::name; }
    const row_layout& layout() const override { return layout_of<T>(); }

    std::vector<variation_info> variations() const override {
        std::vector<variation_info> all;
        for (const variation<T>& each : source_.variations())
            all.push_back({each.name, each.description});
        return all;
    }

    void vary(std::string_view name, mapped_row& row) const override {
        for (const variation<T>& each : source_.variations()) {
            if (each.name != name)
                continue;
            T object = to_object<T>(row);
            each.apply(object);
            row = to_mapped_row(object);
        }
    }

    mapped_row make(std::uint64_t index) const override {
        return to_mapped_row(source_.make_fixture_row(index));
    }

    std::uint64_t rows() const override { return source_.rows(); }
    std::uint64_t first_index() const override { return source_.first_fixture_index(); }
    std::uint64_t next_index(std::uint64_t index) const override { return index; }
    std::uint64_t stride() const override { return 1; }
    uuid key_of(std::uint64_t index) const override { return source_.generated_key(index); }
    std::optional<std::uint64_t> index_of(const uuid& key) const override {
        return source_.generated_index(key);
    }
    std::optional<std::string> natural_key_column() const override {
        return source_.natural_key_column();
    }
    std::string parent_variation(std::string_view column) const override {
        return source_.parent_variation(column);
    }

    void adapt(mapped_row& row, const fixture_context& context) const override {
        T object = to_object<T>(row);
        source_.adapt(object, context);
        row = to_mapped_row(object);
    }

protected:
    const row_source<T>& source() const noexcept { return source_; }

private:
    const row_source<T>& source_;
};

/// The factory of a model whose rows come in groups. It keeps the group that it made last.
template <class T>
class group_factory final : public model_factory<T> {
public:
    explicit group_factory(const group_source<T>& source)
        : model_factory<T>(source), groups_(source) {}

    mapped_row make(std::uint64_t index) const override {
        const std::vector<T>& rows = group(index / stride());
        const std::uint64_t j = index % stride();
        return j < rows.size() ? to_mapped_row(rows[j]) : model_factory<T>::make(index);
    }

    std::uint64_t next_index(std::uint64_t index) const override {
        constexpr int most_empty_groups = 1000;
        for (int passed = 0; passed < most_empty_groups; ++passed) {
            if (index % stride() < group(index / stride()).size())
                return index;
            index = (index / stride() + 1) * stride();
        }
        return index; // make() says that it has no row
    }

    std::uint64_t stride() const override { return groups_.largest_group(); }

private:
    const std::vector<T>& group(std::uint64_t index) const {
        if (index != cached_index_) {
            cached_ = groups_.make_group(index);
            cached_index_ = index;
        }
        return cached_;
    }

    const group_source<T>& groups_;
    mutable std::optional<std::uint64_t> cached_index_;
    mutable std::vector<T> cached_;
};

} // namespace seedbed
