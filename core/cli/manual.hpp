#pragma once

#include "core/cli/program.hpp"

#include <string>

namespace seedbed::cli {

/// The manual page seedbed(1), in man's macros, from what --help is made of.
std::string manual_page(const program& program);

} // namespace seedbed::cli
