#include "core/conformance/library_rules.hpp"

#include "core/conformance/exported_symbols.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace seedbed::conformance {
namespace {

/// What only these libraries may define.
std::set<std::string> defined_once() {
    std::set<std::string> names;
    for (const std::filesystem::path& library : loaded_libraries({"libseedbed", "libodb"}))
        for (exported_symbol& symbol : exported_symbols(library))
            if (!symbol.weak)
                names.insert(std::move(symbol.name));
    return names;
}

std::size_t count_of_its_own(const std::vector<exported_symbol>& symbols) {
    return static_cast<std::size_t>(std::ranges::count_if(symbols, [](const auto& symbol) {
        return !symbol.weak && symbol.name != descriptor_symbol;
    }));
}

} // namespace

finding judge_symbols(const std::filesystem::path& library) {
    std::vector<exported_symbol> symbols;
    try {
        symbols = exported_symbols(library);
    } catch (const error& e) {
        return fail("symbols", e.what());
    }
    if (std::ranges::find(symbols, descriptor_symbol, &exported_symbol::name) == symbols.end())
        return fail("symbols",
                    fmt::format("its library exports no '{}'; write SEEDBED_PLUGIN(type) in one of "
                                "its source files",
                                descriptor_symbol));
    const std::set<std::string> once = defined_once();
    std::vector<std::string> copies;
    for (const exported_symbol& symbol : symbols)
        if (once.contains(symbol.name))
            copies.push_back(symbol.name);
    if (!copies.empty())
        return fail("symbols",
                    fmt::format("its library has a second copy of {} symbols of libseedbed or ODB, "
                                "such as {}; link seedbed::sdk, which has them and says with which "
                                "definitions to compile",
                                copies.size(),
                                http::excerpt(readable(copies.front()), 100)));
    const std::size_t own = count_of_its_own(symbols);
    return pass("symbols",
                own == 0 ? "only its descriptor is exported"
                         : fmt::format("its descriptor is exported, and {} functions or objects of "
                                       "its own, which hidden visibility would keep inside",
                                       own));
}

} // namespace seedbed::conformance
