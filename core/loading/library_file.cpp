#include "core/loading/library_file.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <link.h>

namespace seedbed::loading {
namespace {

using elf_header = ElfW(Ehdr);
using program_header = ElfW(Phdr);

template <class Header>
bool read(std::istream& file, std::uint64_t offset, Header& header) {
    file.seekg(static_cast<std::streamoff>(offset));
    return static_cast<bool>(file.read(reinterpret_cast<char*>(&header), sizeof header));
}

bool is_library(const elf_header& header) {
    constexpr unsigned char native_class = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
    return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
           header.e_ident[EI_CLASS] == native_class && header.e_phentsize == sizeof(program_header);
}

} // namespace

std::uint64_t bytes_needed(const std::filesystem::path& library) {
    std::ifstream file(library, std::ios::binary);
    elf_header header{};
    if (!read(file, 0, header) || !is_library(header))
        return 0;
    std::uint64_t needed = header.e_phoff + header.e_phnum * sizeof(program_header);
    for (unsigned i = 0; i < header.e_phnum; ++i) {
        program_header segment{};
        if (!read(file, header.e_phoff + i * sizeof segment, segment))
            return needed;
        if (segment.p_type == PT_LOAD)
            needed = std::max<std::uint64_t>(needed, segment.p_offset + segment.p_filesz);
    }
    return needed;
}

} // namespace seedbed::loading
