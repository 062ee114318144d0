#pragma once

// How ODB's generated code converts seedbed's value types; see <seedbed/odb.hpp>.

#include <seedbed/decimal.hpp>
#include <seedbed/json_text.hpp>
#include <seedbed/text_array.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <odb/details/buffer.hxx>
#include <odb/pgsql/traits.hxx>

#include <bit>
#include <cstring>
#include <string>
#include <vector>

namespace seedbed::detail {

/// Microseconds since 2000-01-01, big-endian, as PostgreSQL sends a timestamp. Throws
/// error(failure::seeding) for an instant outside PostgreSQL's range.
std::int64_t to_wire(timestamp value);
timestamp from_wire(std::int64_t wire);

void store_text(odb::details::buffer& buffer, std::size_t& size, const std::string& text);

} // namespace seedbed::detail

namespace odb::pgsql {

template <>
class value_traits<seedbed::uuid, id_uuid> {
public:
    typedef seedbed::uuid value_type;
    typedef seedbed::uuid query_type;
    typedef details::ubuffer image_type;

    static void set_value(value_type& value, const unsigned char* image, bool is_null) {
        seedbed::uuid::bytes_type bytes{};
        if (!is_null)
            std::memcpy(bytes.data(), image, bytes.size());
        value = seedbed::uuid(bytes);
    }

    static void set_image(unsigned char* image, bool& is_null, const value_type& value) {
        is_null = false;
        std::memcpy(image, value.bytes().data(), value.bytes().size());
    }
};

template <>
class value_traits<seedbed::timestamp, id_timestamp> {
public:
    typedef seedbed::timestamp value_type;
    typedef seedbed::timestamp query_type;
    typedef long long image_type;

    static void set_value(value_type& value, long long image, bool is_null) {
        value = is_null ? seedbed::timestamp() : seedbed::detail::from_wire(image);
    }

    static void set_image(long long& image, bool& is_null, const value_type& value) {
        is_null = false;
        image = seedbed::detail::to_wire(value);
    }
};

template <int Precision, int Scale>
class value_traits<seedbed::decimal<Precision, Scale>, id_numeric> {
public:
    typedef seedbed::decimal<Precision, Scale> value_type;
    typedef value_type query_type;
    typedef details::buffer image_type;

    static void
    set_value(value_type& value, const details::buffer& image, std::size_t size, bool is_null) {
        value = is_null ? value_type()
                        : value_type::from_units(
                              seedbed::detail::read_numeric(image.data(), size, Precision, Scale));
    }

    static void
    set_image(details::buffer& image, std::size_t& size, bool& is_null, const value_type& value) {
        is_null = false;
        if (image.capacity() < seedbed::detail::numeric_capacity)
            image.capacity(seedbed::detail::numeric_capacity);
        size = seedbed::detail::write_numeric(value.units(), Scale, image.data());
    }
};

template <>
class value_traits<seedbed::json_text, id_string> {
public:
    typedef seedbed::json_text value_type;
    typedef seedbed::json_text query_type;
    typedef details::buffer image_type;

    static void
    set_value(value_type& value, const details::buffer& image, std::size_t size, bool is_null) {
        value.text = is_null ? std::string() : std::string(image.data(), size);
    }

    static void
    set_image(details::buffer& image, std::size_t& size, bool& is_null, const value_type& value) {
        is_null = false;
        seedbed::detail::store_text(image, size, value.text);
    }
};

template <>
class value_traits<seedbed::text_array, id_string> {
public:
    typedef seedbed::text_array value_type;
    typedef seedbed::text_array query_type;
    typedef details::buffer image_type;

    static void
    set_value(value_type& value, const details::buffer& image, std::size_t size, bool is_null) {
        value = is_null ? seedbed::text_array()
                        : seedbed::text_array::from_literal({image.data(), size});
    }

    static void
    set_image(details::buffer& image, std::size_t& size, bool& is_null, const value_type& value) {
        is_null = false;
        seedbed::detail::store_text(image, size, value.to_literal());
    }
};

} // namespace odb::pgsql
