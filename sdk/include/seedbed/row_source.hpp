#pragma once

#include <seedbed/model.hpp>
#include <seedbed/uuid.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

namespace seedbed {

class fixture_context; // <seedbed/fixture.hpp>

/// A named way in which a test's row may differ: `seedbed create users --as advanced`.
template <class T>
struct variation {
    std::string name;
    std::string description;
    std::function<void(T& row)> apply; // sets the members that make it one; adapt does the rest
};

/// What other models see of a model whose rows are addressed by index.
class row_source_base {
public:
    virtual ~row_source_base();

    /// How many rows the run has of this model: indexes 0 to rows() - 1.
    virtual std::uint64_t rows() const = 0;

    /// The primary key of row `index`; where the database already held that row under another
    /// key (a superuser that the application made), that one.
    virtual uuid row_key(std::uint64_t index) const = 0;

    /// The row that has this key; nothing for a key that is none of this model's.
    virtual std::optional<std::uint64_t> row_index(const uuid& key) const = 0;

    /// Keys of fixtures' rows, whatever stands in the database, also beyond rows(): as row_key and
    /// row_index unless the model says otherwise.
    virtual uuid generated_key(std::uint64_t index) const { return row_key(index); }
    virtual std::optional<std::uint64_t> generated_index(const uuid& key) const {
        return row_index(key);
    }

    /// Another column with a unique value for each row, by which a row is known even if somebody
    /// else wrote it.
    virtual std::optional<std::string> natural_key_column() const { return std::nullopt; }

    /// The first row that a fixture takes.
    virtual std::uint64_t first_fixture_index() const { return 0; }

    /// The variation that a parent has to be of when it is made for the row: what `column` refers
    /// to. Empty for any.
    virtual std::string parent_variation(std::string_view /*column*/) const { return {}; }

protected:
    row_source_base() = default;
    row_source_base(const row_source_base&) = default;
    row_source_base& operator=(const row_source_base&) = default;
};

template <class T>
class row_source : public row_source_base {
public:
    /// Makes row `index` again: pure, and callable from any thread. Members that are slow to make
    /// and that no other model needs may be left out.
    virtual T make_row(std::uint64_t index) const = 0;

    /// The same with all members, as it is written to the table.
    virtual T make_complete_row(std::uint64_t index) const { return make_row(index); }

    /// The row for a test, which may be any, also beyond rows(). Override it where only the run's
    /// rows can be made. Like all that follows, called on one thread.
    virtual T make_fixture_row(std::uint64_t index) const { return make_complete_row(index); }

    /// Makes the rest of a test's row agree with what the test set (`context.given`), and with the
    /// rows that it refers to. By default a row is as it was generated.
    virtual void adapt(T& /*row*/, const fixture_context& /*context*/) const {}

    /// The variations that tests may choose from.
    virtual std::vector<variation<T>> variations() const { return {}; }
};

/// A model whose rows come in groups; see group_model.
template <class T>
class group_source : public row_source<T> {
public:
    /// All rows of a group, with their keys: pure, and callable from any thread.
    virtual std::vector<T> make_group(std::uint64_t group) const = 0;

    /// No group has more rows. Part of every key: changing it changes them all.
    virtual std::uint64_t largest_group() const = 0;
};

/// The models of the plugins of this run, by name, and what else a plugin shares. A plugin finds
/// there what the plugins bring that its manifest depends on: those are created before it and
/// outlive it.
class model_directory {
public:
    template <class T>
    void add(const row_source<T>& source) {
        add(model_traits<T>::name, source);
    }

    /// Throws error(failure::plugin) when no plugin of the run brings the model.
    template <class T>
    const row_source<T>& get() const {
        return static_cast<const row_source<T>&>(find(model_traits<T>::name));
    }

    /// The same for a model that is known to come in groups.
    template <class T>
    const group_source<T>& groups_of() const {
        return dynamic_cast<const group_source<T>&>(get<T>());
    }

    /// Shares what is no model: data that several plugins would otherwise read each for itself.
    /// `T` is a class of a library that the plugins link; each is shared once in a run.
    template <class T>
    void share(T& object) {
        share(typeid(T).name(), &object);
    }

    /// Throws error(failure::plugin) when no plugin of the run shares a T.
    template <class T>
    T& shared() const {
        return *static_cast<T*>(find_shared(typeid(T).name()));
    }

private:
    void add(std::string_view name, const row_source_base& source);
    const row_source_base& find(std::string_view name) const;
    void share(std::string_view type, void* object);
    void* find_shared(std::string_view type) const;

    std::map<std::string, const row_source_base*, std::less<>> sources_;
    std::map<std::string, void*, std::less<>> shared_;
};

} // namespace seedbed
