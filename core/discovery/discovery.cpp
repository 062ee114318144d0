#include "core/discovery/discovery.hpp"

#include "core/discovery/conflicts.hpp"
#include "core/discovery/manifest_fields.hpp"
#include "core/discovery/trust.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>

namespace seedbed::discovery {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".seedbed.json";

bool is_manifest(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.size() > suffix.size() && name.ends_with(suffix);
}

// Two ways to write one directory must not look like two plugins of one name.
fs::path resolve(const fs::path& directory) {
    std::error_code code;
    const fs::path canonical = fs::weakly_canonical(directory, code);
    if (!code) {
        return canonical;
    }
    const fs::path absolute = fs::absolute(directory, code);
    if (code) {
        throw error(failure::usage,
                    fmt::format("the plugin directory '{}' cannot be found: the working directory "
                                "is not there any more ({}); change to one that is, or write the "
                                "path from the root",
                                directory.string(),
                                code.message()));
    }
    return absolute.lexically_normal();
}

std::vector<fs::path> list_manifests(searched_directory& directory) {
    std::vector<fs::path> manifests;
    std::error_code code;
    if (!fs::exists(directory.path, code)) {
        directory.remark = "did not exist";
        return manifests;
    }
    for (fs::directory_iterator each(directory.path, code), end; !code && each != end;
         each.increment(code)) {
        if (is_manifest(each->path())) {
            manifests.push_back(each->path());
        }
    }
    if (code) {
        directory.remark = "could not be read: " + code.message();
    } else if (manifests.empty()) {
        directory.remark = "held no plugin";
    }
    std::sort(manifests.begin(), manifests.end());
    return manifests;
}

// Nothing (and a reason in the candidate) when the file cannot be read.
std::optional<std::string> read_file(candidate& candidate) {
    std::error_code code;
    if (!fs::is_regular_file(candidate.path, code)) {
        candidate.refuse(fmt::format("{} is not a file", candidate.path.string()));
        return std::nullopt;
    }
    std::ifstream file(candidate.path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file.is_open() || text.bad()) {
        candidate.refuse(
            fmt::format("{} could not be read: {}", candidate.path.string(), std::strerror(errno)));
        return std::nullopt;
    }
    return text.str();
}

bool read_manifest(candidate& candidate) {
    const std::optional<std::string> text = read_file(candidate);
    if (!text) {
        return false;
    }
    const std::string name = candidate.manifest.name;
    parsed_manifest parsed = parse_manifest(*text, candidate.path.string());
    candidate.manifest = std::move(parsed.value);
    if (!candidate.manifest.name.empty() && candidate.manifest.name != name) {
        parsed.problems.push_back(fmt::format("its \"name\" is '{}', but its file's name says "
                                              "'{}'; make them equal",
                                              candidate.manifest.name,
                                              name));
    }
    candidate.manifest.name = name;
    for (const std::string& problem : parsed.problems) {
        candidate.refuse(problem);
    }
    return parsed.problems.empty();
}

void compare_builds(candidate& candidate, const fingerprint& host) {
    const std::string difference = compare_fingerprints(host, candidate.manifest.sdk);
    if (!difference.empty()) {
        candidate.refuse(difference);
    }
}

void check_library(candidate& candidate) {
    std::error_code code;
    if (!fs::is_regular_file(candidate.library_path(), code)) {
        candidate.refuse(fmt::format("its library {} is not there; install it beside the manifest",
                                     candidate.library_path().string()));
    }
}

// The plugin's own library needs it, and loads it from there.
fs::path library_of_model(const candidate& candidate, const std::string& model) {
    return candidate.path.parent_path() / ("libseedbed_model_" + model + ".so");
}

// Each reason once: several files may be links into one directory.
void add_reasons_to_distrust(const fs::path& path, std::vector<std::string>& reasons) {
    for (std::string& reason : reasons_to_distrust(path)) {
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) {
            reasons.push_back(std::move(reason));
        }
    }
}

class search {
public:
    explicit search(const discovery_request& request) : request_(request) {}

    void visit(const fs::path& path) {
        const bool is_new = visited_.insert(path).second;
        if (!is_new) {
            return;
        }
        searched_directory directory{path, ""};
        const std::vector<fs::path> manifests = list_manifests(directory);
        const std::vector<std::string> distrust = reasons_to_distrust(path);
        if (!distrust.empty() && !request_.allow_insecure) {
            directory.remark = fmt::format("refused: {}", fmt::join(distrust, "; "));
        }
        for (const fs::path& manifest : manifests) {
            // Its name is its plugin's, which every message and list would print.
            if (has_control_character(manifest.filename().native())) {
                result_.warnings.push_back(escaped(manifest.native()) +
                                           " is passed over: its name has control characters; "
                                           "rename it");
            } else {
                add(manifest, distrust);
            }
        }
        result_.directories.push_back(std::move(directory));
    }

    discovery_result finish() {
        for (auto& [name, candidate] : by_name_) {
            result_.candidates.push_back(std::move(candidate));
        }
        refuse_conflicts(result_.candidates, request_.reserved_options);
        return std::move(result_);
    }

private:
    void add(const fs::path& path, std::vector<std::string> distrust) {
        const std::string file = path.filename().string();
        candidate added;
        added.manifest.name = file.substr(0, file.size() - suffix.size());
        added.path = path;
        const auto [first, is_new] = by_name_.try_emplace(added.manifest.name, added);
        if (!is_new) {
            result_.warnings.push_back(
                fmt::format("plugin '{}' stands twice: {} is used, {} is not",
                            added.manifest.name,
                            first->second.path.string(),
                            path.string()));
            return;
        }
        inspect(first->second, std::move(distrust));
    }

    void inspect(candidate& candidate, std::vector<std::string> distrust) {
        add_reasons_to_distrust(candidate.path, distrust);
        const bool right = read_manifest(candidate);
        if (right || !candidate.manifest.sdk.empty()) { // a wrong one is often of another version
            compare_builds(candidate, request_.host);
        }
        if (!candidate.manifest.library.empty()) {
            add_reasons_to_distrust(candidate.library_path(), distrust);
            check_library(candidate);
        }
        for (const std::string& model : candidate.manifest.models) {
            add_reasons_to_distrust(library_of_model(candidate, model), distrust);
        }
        for (const std::string& reason : distrust) {
            if (request_.allow_insecure) {
                result_.warnings.push_back(
                    fmt::format("plugin '{}' is insecure: {}", candidate.manifest.name, reason));
            } else {
                candidate.refuse(reason + ", or pass --allow-insecure-plugins");
            }
        }
    }

    const discovery_request& request_;
    std::set<fs::path> visited_;
    std::map<std::string, candidate> by_name_;
    discovery_result result_;
};

} // namespace

discovery_result discover(const discovery_request& request) {
    search search(request);
    for (const fs::path& directory : request.directories) {
        search.visit(resolve(directory));
    }
    return search.finish();
}

std::vector<std::string> searched(const discovery_result& result) {
    std::vector<std::string> texts;
    for (const searched_directory& directory : result.directories) {
        const std::string path = directory.path.string();
        texts.push_back(directory.remark.empty() ? path
                                                 : fmt::format("{} ({})", path, directory.remark));
    }
    return texts;
}

} // namespace seedbed::discovery
