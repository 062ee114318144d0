#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace seedbed::text {

/// The least number of single-character edits (insert, delete, replace, swap two neighbours) that
/// turn one word into the other: the optimal string alignment distance. Case counts.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The known word nearest to a mistyped one, compared without regard to ASCII case; the first in
/// alphabetical order when several are equally near. Empty when none is within a third of the
/// word's length (at least one edit), because a far guess misleads more than it helps.
std::string nearest(std::string_view word, std::span<const std::string> known);

/// "; did you mean 'orders'?" for the end of a message, or nothing when no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

} // namespace seedbed::text
