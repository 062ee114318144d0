#pragma once

#include "@model@.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace @namespace@ {

struct answer {
    std::vector<@model@> records;
    std::vector<std::string> rejected; ///< why each of the others was left out
};

/// Reads the body of GET /measurements:
///
///     {"measurements": [{"name": "quay", "value": "12.5", "measured_at": "2026-01-07T22:00:00Z"}]}
///
/// A record that is no good is left out and told; nothing is guessed. Throws seedbed::error where
/// the whole is not of this shape.
answer parse_answer(std::string_view body);

} // namespace @namespace@
