#pragma once

#include <string>
#include <utility>

namespace seedbed {

/// The text of a JSON document for a `json` or `jsonb` column; the server checks that it parses.
/// (Columns that hold JSON in a `varchar` are mapped as std::string.)
struct json_text {
    std::string text;

    json_text() = default;
    explicit json_text(std::string document) : text(std::move(document)) {}

    friend bool operator==(const json_text&, const json_text&) = default;
};

} // namespace seedbed
