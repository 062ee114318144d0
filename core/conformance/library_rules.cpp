#include "core/conformance/library_rules.hpp"

#include "core/conformance/exported_symbols.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::string quoted(const std::vector<std::string>& models) {
    return models.empty() ? "no model" : fmt::format("\"{}\"", fmt::join(models, "\", \""));
}

/// How the kinds differ; empty where they do not.
std::string kind_drift(bool says_source, bool is_source) {
    if (says_source == is_source)
        return {};
    return says_source ? "the manifest says \"kind\": \"source\", and the library brings a model: "
                         "its class does not derive from seedbed::source_plugin"
                       : "the manifest says \"kind\": \"model\", and the library brings a source: "
                         "its class derives from seedbed::source_plugin";
}

std::string model_drift(const std::vector<std::string>& named, const description& library) {
    const bool names_all = std::ranges::all_of(library.models, [&](const std::string& model) {
        return std::ranges::find(named, model) != named.end();
    });
    if (!names_all)
        return fmt::format("the manifest's \"models\" names {}, and the library brings {}",
                           quoted(named),
                           quoted(library.models));
    if (named.size() <= library.tables.size())
        return {};
    return fmt::format(
        "the manifest's \"models\" names {}, and the library {}has only {} table(s)",
        quoted(named),
        library.models.empty() ? "" : fmt::format("brings {} and ", quoted(library.models)),
        library.tables.size());
}

} // namespace

finding judge_descriptor(const discovery::manifest& manifest, const description& library) {
    std::string drift =
        kind_drift(manifest.kind == discovery::plugin_kind::source, library.is_source);
    if (drift.empty())
        drift = model_drift(manifest.models, library);
    if (!drift.empty())
        return fail("descriptor", "manifest drift: " + drift);
    return pass("descriptor", "the library opens, and brings what the manifest says");
}

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
