#include "core/conformance/exported_symbols.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <fstream>
#include <iterator>
#include <link.h>

namespace seedbed::conformance {
namespace {

namespace fs = std::filesystem;

using elf_header = ElfW(Ehdr);
using section_header = ElfW(Shdr);
using symbol_entry = ElfW(Sym);

constexpr unsigned char type_of(unsigned char info) {
    return info & 0xfU;
}
constexpr unsigned char binding_of(unsigned char info) {
    return static_cast<unsigned char>(info >> 4U);
}

/// A library's bytes; what is read behind their end is an error.
class library_bytes {
public:
    explicit library_bytes(const fs::path& library) : path_(library) {
        std::ifstream file(library, std::ios::binary);
        bytes_.assign(std::istreambuf_iterator<char>(file), {});
    }

    template <class T>
    T at(std::uint64_t offset) const {
        if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T))
            refuse();
        T value;
        std::memcpy(&value, bytes_.data() + offset, sizeof value);
        return value;
    }

    std::string text_at(std::uint64_t offset) const {
        if (offset >= bytes_.size())
            refuse();
        return bytes_.c_str() + offset; // ends at the latest behind the last byte
    }

    [[noreturn]] void refuse() const {
        throw error(failure::plugin, path_.string() + " is no library of this machine");
    }

private:
    fs::path path_;
    std::string bytes_;
};

section_header section(const library_bytes& bytes, const elf_header& header, std::size_t index) {
    return bytes.at<section_header>(header.e_shoff + index * sizeof(section_header));
}

void add_symbols(const library_bytes& bytes,
                 const section_header& table,
                 const section_header& names,
                 std::vector<exported_symbol>& into) {
    for (std::uint64_t at = 0; at + sizeof(symbol_entry) <= table.sh_size;
         at += sizeof(symbol_entry)) {
        const auto symbol = bytes.at<symbol_entry>(table.sh_offset + at);
        const unsigned char binding = binding_of(symbol.st_info);
        const unsigned char type = type_of(symbol.st_info);
        const bool is_defined = symbol.st_shndx != SHN_UNDEF;
        const bool is_code_or_data = type == STT_FUNC || type == STT_OBJECT || type == STT_TLS;
        if (!is_defined || !is_code_or_data || binding == STB_LOCAL)
            continue;
        into.push_back({bytes.text_at(names.sh_offset + symbol.st_name), binding != STB_GLOBAL});
    }
}

} // namespace

std::vector<exported_symbol> exported_symbols(const fs::path& library) {
    const library_bytes bytes(library);
    const auto header = bytes.at<elf_header>(0);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_shentsize != sizeof(section_header))
        bytes.refuse();
    std::vector<exported_symbol> symbols;
    for (std::size_t i = 0; i < header.e_shnum; ++i)
        if (const section_header table = section(bytes, header, i); table.sh_type == SHT_DYNSYM)
            add_symbols(bytes, table, section(bytes, header, table.sh_link), symbols);
    return symbols;
}

std::string readable(const std::string& symbol) {
    int status = 0;
    char* text = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status);
    std::string name = status == 0 ? text : symbol;
    std::free(text);
    return name;
}

std::vector<fs::path> loaded_libraries(const std::vector<std::string>& beginnings) {
    std::vector<fs::path> loaded;
    dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* into) {
            static_cast<std::vector<fs::path>*>(into)->emplace_back(info->dlpi_name);
            return 0;
        },
        &loaded);
    std::erase_if(loaded, [&](const fs::path& library) {
        const std::string name = library.filename().string();
        return std::ranges::none_of(
            beginnings, [&](const std::string& beginning) { return name.starts_with(beginning); });
    });
    return loaded;
}

} // namespace seedbed::conformance
