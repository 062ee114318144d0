#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// A symbol that a library defines for others.
struct exported_symbol {
    std::string name; ///< as the linker knows it
    bool weak;        ///< of an inline function or a template: every library may have it
};

/// What the library's dynamic symbol table defines. Throws error(failure::plugin) for a file that
/// is no library of this machine.
std::vector<exported_symbol> exported_symbols(const std::filesystem::path& library);

/// As a person writes it: the name without its mangling.
std::string readable(const std::string& symbol);

/// The files of the libraries that this process has loaded and whose names begin with one of these.
std::vector<std::filesystem::path> loaded_libraries(const std::vector<std::string>& beginnings);

} // namespace seedbed::conformance
