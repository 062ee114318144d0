#include "core/discovery/conflicts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>

namespace seedbed::discovery {
namespace {

std::vector<std::string> declarations(const manifest& manifest) {
    std::vector<std::string> declared;
    for (const option& option : manifest.options) {
        declared.push_back("option --" + option.name);
    }
    for (const std::string& model : manifest.models) {
        declared.push_back("model " + model);
    }
    return declared;
}

// By declaration, the indices of the found candidates that make it.
std::map<std::string, std::vector<std::size_t>>
declarers(const std::vector<candidate>& candidates) {
    std::map<std::string, std::vector<std::size_t>> declared;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates[i].state != plugin_state::found) {
            continue;
        }
        for (const std::string& declaration : declarations(candidates[i].manifest)) {
            declared[declaration].push_back(i);
        }
    }
    return declared;
}

std::string others(const std::vector<candidate>& candidates,
                   const std::vector<std::size_t>& owners,
                   std::size_t self) {
    std::vector<std::string> named;
    for (const std::size_t owner : owners) {
        const candidate& each = candidates[owner];
        if (owner != self) {
            named.push_back(fmt::format("'{}' ({})", each.manifest.name, each.path.string()));
        }
    }
    return fmt::format("{}", fmt::join(named, " and "));
}

void refuse_reserved(candidate& candidate, std::span<const std::string> reserved) {
    for (const option& option : candidate.manifest.options) {
        if (std::find(reserved.begin(), reserved.end(), option.name) != reserved.end()) {
            candidate.refuse(fmt::format(
                "it declares option --{}, which is seedbed's own; rename it", option.name));
        }
    }
}

} // namespace

void refuse_conflicts(std::vector<candidate>& candidates,
                      std::span<const std::string> reserved_options) {
    for (const auto& [declaration, owners] : declarers(candidates)) {
        if (owners.size() == 1) {
            continue;
        }
        for (const std::size_t owner : owners) {
            candidates[owner].refuse(fmt::format("it declares {}, and so does {}; rename it in one "
                                                 "of them, or search only one's directory",
                                                 declaration,
                                                 others(candidates, owners, owner)));
        }
    }
    for (candidate& each : candidates) {
        refuse_reserved(each, reserved_options);
    }
}

} // namespace seedbed::discovery
