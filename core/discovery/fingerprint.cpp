#include "core/discovery/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace seedbed::discovery {
namespace {

// Tells people what the plugin was built with. Versions that share an ABI fit each other.
const std::string sdk_version = "version";

using table_row = std::array<std::string, 3>;

std::string value_of(const fingerprint& fields, const std::string& name) {
    const auto found = fields.find(name);
    if (found == fields.end()) {
        return "(not stated)";
    }
    return found->second.empty() ? "(none)" : found->second;
}

std::string lay_out(const std::vector<table_row>& rows) {
    std::size_t field_width = 0;
    std::size_t host_width = 0;
    for (const table_row& row : rows) {
        field_width = std::max(field_width, row[0].size());
        host_width = std::max(host_width, row[1].size());
    }
    std::string table;
    for (const table_row& row : rows) {
        table += fmt::format(
            "\n    {:<{}}  {:<{}}  {}", row[0], field_width, row[1], host_width, row[2]);
    }
    return table;
}

} // namespace

std::string compare_fingerprints(const fingerprint& host, const fingerprint& plugin) {
    fingerprint all = host;
    all.insert(plugin.begin(), plugin.end());
    all.erase(sdk_version);
    std::vector<table_row> rows{{"field", "this seedbed", "plugin"}};
    for (const auto& [field, value] : all) {
        const std::string mine = value_of(host, field);
        const std::string theirs = value_of(plugin, field);
        if (mine != theirs) {
            rows.push_back({field, mine, theirs});
        }
    }
    if (rows.size() == 1) {
        return "";
    }
    if (plugin.contains(sdk_version)) {
        rows.push_back({"(SDK version)", value_of(host, sdk_version), plugin.at(sdk_version)});
    }
    return "it was built differently from this seedbed:" + lay_out(rows) +
           "\n    to mend it, build the plugin again with this seedbed's SDK: cmake --fresh -B "
           "build "
           "-DCMAKE_PREFIX_PATH=<where this seedbed is installed> && cmake --build build"
           "\n    (the fields say how each was built; the plugin's own version does not matter "
           "here)";
}

} // namespace seedbed::discovery
