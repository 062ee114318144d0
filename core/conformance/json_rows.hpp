#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::conformance {

/// A stretch of a JSON text.
struct span {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// An array or object in a JSON text, taken apart but not changed: numbers keep their digits.
struct json_container {
    bool is_object = false;
    std::vector<span> names;  ///< of an object's members, with their quotes
    std::vector<span> values; ///< elements, or members' values
};

/// Where the records of a document stand: of the arrays and objects that hold little else than
/// arrays and objects, the one with most of them; nothing where no two stand together, or where the
/// text is no JSON.
std::optional<json_container> find_json_rows(std::string_view text);

/// The container that begins at `at`. The text is JSON.
json_container take_apart(std::string_view text, std::size_t at);

/// The text with another one in a stretch's place.
std::string replaced(const std::string& text, span what, std::string_view by);

} // namespace seedbed::conformance
