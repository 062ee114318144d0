#pragma once

#include <seedbed/detail/object_image.hpp>
#include <seedbed/model.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed {

/// How ODB binds a column: the form of its bytes. All are PostgreSQL's binary forms; JSON and
/// arrays travel as text.
enum class value_kind {
    boolean,
    smallint,
    integer,
    bigint,
    real,
    double_precision,
    numeric,
    date,
    time,
    timestamp,
    text,
    bytea,
    bit,
    varbit,
    uuid
};

/// A column's bytes; nothing for NULL.
using column_value = std::optional<std::string>;

/// The columns of a mapped class, each with the form of its bytes. One exists for each class, as
/// long as the library that maps it.
class row_layout {
public:
    row_layout(const mapped_table& table, std::vector<value_kind> kinds);
    row_layout(const row_layout&) = delete;
    row_layout& operator=(const row_layout&) = delete;

    const mapped_table& table() const noexcept { return table_; }
    const mapped_column& column(std::size_t index) const { return table_.columns[index]; }
    value_kind kind(std::size_t index) const { return kinds_[index]; }
    std::size_t size() const noexcept { return kinds_.size(); }

    /// Where a column stands; nothing where there is no column of that name.
    std::optional<std::size_t> find(std::string_view column) const;

    /// The primary key's column. Throws error(failure::plugin) for a class without a key.
    std::size_t key_column() const;

private:
    const mapped_table& table_;
    std::vector<value_kind> kinds_;
};

/// One row of a mapped class, column by column and without the class: what fixtures, previews and
/// the command line work on. A value; the layout outlives it.
class mapped_row {
public:
    /// All columns are NULL.
    explicit mapped_row(const row_layout& layout) : layout_(&layout), values_(layout.size()) {}

    const row_layout& layout() const noexcept { return *layout_; }
    std::size_t size() const noexcept { return values_.size(); }
    const column_value& operator[](std::size_t column) const { return values_[column]; }
    column_value& operator[](std::size_t column) { return values_[column]; }

    /// By name. Throws error(failure::plugin) for a column that the class does not have.
    const column_value& at(std::string_view column) const;
    column_value& at(std::string_view column);

    const column_value& key() const { return values_[layout_->key_column()]; }

    friend bool operator==(const mapped_row& a, const mapped_row& b) {
        return a.layout_ == b.layout_ && a.values_ == b.values_;
    }

private:
    const row_layout* layout_;
    std::vector<column_value> values_;
};

/// The row as one line of JSON, keys in the order of the columns: numbers as numbers; numeric,
/// uuid, date, time, bit and bytea as text, which keeps every digit; timestamps as ISO 8601 in UTC;
/// JSON columns and arrays as what they hold.
std::string to_json(const mapped_row& row);

/// One value as people read it, NULL as nothing: the JSON form without the quotes of a text.
std::optional<std::string> to_text(const mapped_row& row, std::size_t column);

/// A row that differs from `row` in every column: for finding out which columns a function of a row
/// sets, even to what they held.
mapped_row unlike(const mapped_row& row);

/// The layout of class `T`, whose generated `-odb.hpp` header must be included here and for the
/// functions below.
template <class T>
const row_layout& layout_of() {
    static const row_layout layout(model_traits<T>::table(), detail::object_image<T>().kinds());
    return layout;
}

/// A key that the database assigns is NULL.
template <class T>
mapped_row to_mapped_row(const T& object) {
    mapped_row row(layout_of<T>());
    detail::object_image<T> image;
    image.take(object);
    image.store(row);
    return row;
}

/// A column that is NULL, and whose member cannot be, leaves that member as `T{}` has it.
template <class T>
T to_object(const mapped_row& row) {
    T object{};
    detail::object_image<T> image;
    image.take(object);
    image.load(row);
    image.give(object);
    return object;
}

} // namespace seedbed
