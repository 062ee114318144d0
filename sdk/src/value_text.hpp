#pragma once

#include <seedbed/mapped_row.hpp>

#include <string>

namespace seedbed {

/// A value as people read it.
std::string value_text(const mapped_column& column, value_kind kind, const std::string& bytes);

} // namespace seedbed
