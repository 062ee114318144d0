#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed {

/// A one-dimensional PostgreSQL text array (`varchar[]`, `text[]`) without NULL elements.
struct text_array {
    std::vector<std::string> elements;

    text_array() = default;
    text_array(std::initializer_list<std::string> values) : elements(values) {}
    explicit text_array(std::vector<std::string> values) : elements(std::move(values)) {}

    /// The array literal of PostgreSQL's text form: `{"a","say \"b\""}`.
    std::string to_literal() const;

    /// Reads an array literal. Throws error(failure::database) for nested arrays, NULL elements,
    /// or text that is no array.
    static text_array from_literal(std::string_view literal);

    friend bool operator==(const text_array&, const text_array&) = default;
};

} // namespace seedbed
