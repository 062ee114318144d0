#pragma once

#include "core/discovery/discovery.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// Plugins as files for discovery, which opens no library.
namespace seedbed::discovery::test {

inline const fingerprint this_build{{"boost", "1.81"}, {"compiler", "gcc 12"}};

inline std::filesystem::path make_directory(const seedbed::test::scratch_directory& top,
                                            const std::string& name) {
    std::filesystem::create_directory(top.path() / name);
    std::filesystem::permissions(top.path() / name, std::filesystem::perms::owner_all);
    return top.path() / name;
}

inline void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path) << text;
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

inline std::string
manifest_text(const std::string& name,
              const std::string& more = "",
              const std::string& sdk = R"("boost": "1.81", "compiler": "gcc 12")") {
    return R"({"name": ")" + name + R"(", "version": "1.0", "kind": "model", "description": "d",
"library": "lib)" +
           name + R"(.so", "sdk": {)" + sdk + "}" + (more.empty() ? "" : ",\n" + more) + "}";
}

inline std::filesystem::path
install(const std::filesystem::path& directory, const std::string& name, const std::string& text) {
    write(directory / ("lib" + name + ".so"), "not a library: discovery must not open it");
    write(directory / (name + ".seedbed.json"), text);
    return directory / (name + ".seedbed.json");
}

inline std::filesystem::path install(const std::filesystem::path& directory,
                                     const std::string& name) {
    return install(directory, name, manifest_text(name));
}

inline discovery_result discover_in(const std::vector<std::filesystem::path>& directories,
                                    bool allow_insecure = false) {
    return discover({directories, this_build, {"seed", "only"}, allow_insecure});
}

inline std::vector<std::string> names(const discovery_result& result) {
    std::vector<std::string> names;
    for (const candidate& each : result.candidates) {
        names.push_back(each.manifest.name);
    }
    return names;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline const candidate& only(const discovery_result& result) {
    BOOST_REQUIRE(result.candidates.size() == 1U);
    return result.candidates.front();
}

} // namespace seedbed::discovery::test
