#pragma once

#include <odb/pgsql/database.hxx>
#include <odb/pgsql/pgsql-types.hxx>
#include <odb/pgsql/traits-calls.hxx>
#include <odb/pgsql/version.hxx>
#include <odb/traits.hxx>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace seedbed {
class mapped_row;
enum class value_kind;
} // namespace seedbed

namespace seedbed::detail {

std::vector<value_kind> kinds_of(std::span<const odb::pgsql::bind> binds);

/// Copies what ODB bound into the row's columns.
void store_binds(std::span<const odb::pgsql::bind> binds, mapped_row& row);

/// Sets the sizes that the row's values need, and marks those for which the image has to grow.
/// True where there is one.
bool measure_binds(std::span<const odb::pgsql::bind> binds,
                   const mapped_row& row,
                   std::span<bool> too_small);

/// Copies the row's columns to where ODB reads them; NULL in a column that cannot be is passed
/// over.
void load_binds(std::span<const odb::pgsql::bind> binds, const mapped_row& row);

/// ODB's image of one object: the place where its members stand in PostgreSQL's binary form.
template <class T>
class object_image {
    using traits = odb::access::object_traits_impl<T, odb::id_pgsql>;

public:
    object_image() { bind(); }
    object_image(const object_image&) = delete;
    object_image& operator=(const object_image&) = delete;

    std::vector<value_kind> kinds() const { return kinds_of(binds_); }

    void take(const T& object) {
        if (traits::init(image_, object, odb::pgsql::statement_insert))
            bind(); // a buffer grew and has moved
    }
    void give(T& object) const { traits::init(object, image_, nullptr); }

    void store(mapped_row& row) const { store_binds(binds_, row); }

    void load(const mapped_row& row) {
        std::array<bool, traits::column_count> too_small{};
        if (measure_binds(binds_, row, too_small)) {
            traits::grow(image_, too_small.data());
            bind();
        }
        load_binds(binds_, row);
    }

private:
    void bind() { traits::bind(binds_.data(), image_, odb::pgsql::statement_select); }

    typename traits::image_type image_{};
    std::array<odb::pgsql::bind, traits::column_count> binds_{};
};

} // namespace seedbed::detail
