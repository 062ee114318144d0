#pragma once

#include <cstdint>
#include <filesystem>

namespace seedbed::loading {

/// How many bytes a library's file must have for all that it wants in memory to be there. The
/// dynamic loader maps a file that was cut short without a word, and the process dies of SIGBUS
/// when it reads behind the end. 0 for what is no library of this machine: the loader says so.
std::uint64_t bytes_needed(const std::filesystem::path& library);

} // namespace seedbed::loading
