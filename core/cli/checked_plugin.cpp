#include "core/cli/checked_plugin.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string_view>

namespace seedbed::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".seedbed.json";
constexpr int levels = 3; // build/<configuration>/plugins
constexpr std::size_t most_shown = 10;

bool is_name(const std::string& word) {
    return std::ranges::all_of(word, [](unsigned char c) {
        return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
    });
}

bool has_plugin(const std::vector<discovery::candidate>& plugins, const std::string& name) {
    return std::ranges::any_of(
        plugins, [&](const discovery::candidate& each) { return each.manifest.name == name; });
}

bool is_manifest(const fs::path& file) {
    return file.filename().string().ends_with(suffix);
}

plugin_place place_of_manifest(const fs::path& manifest) {
    const std::string file = manifest.filename().string();
    return {.directory = fs::absolute(manifest).parent_path(),
            .name = file.substr(0, file.size() - suffix.size())};
}

std::vector<fs::path> manifests_in(const fs::path& directory, int deepest) {
    std::vector<fs::path> found;
    std::error_code none;
    constexpr auto readable = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator each(directory, readable, none), end;
         !none && each != end;
         each.increment(none)) {
        if (each.depth() >= deepest)
            each.disable_recursion_pending();
        std::error_code unknown; // what is no file is no manifest: to open a pipe is to wait
        if (is_manifest(each->path()) && each->is_regular_file(unknown))
            found.push_back(each->path());
    }
    std::ranges::sort(found);
    return found;
}

bool names_library(const fs::path& manifest, const std::string& library) {
    std::ifstream file(manifest, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    boost::system::error_code wrong;
    const boost::json::value parsed = boost::json::parse(text, wrong);
    const auto* object = parsed.if_object();
    const auto* value = object ? object->if_contains("library") : nullptr;
    return value && value->is_string() && value->get_string() == library;
}

fs::path the_one(const std::string& word, const std::vector<fs::path>& manifests) {
    if (manifests.size() == 1)
        return manifests.front();
    const std::size_t shown = std::min(manifests.size(), most_shown);
    std::string found;
    for (std::size_t i = 0; i < shown; ++i)
        found += "\n  " + manifests[i].string();
    if (manifests.size() > shown)
        found += fmt::format("\n  and {} more", manifests.size() - shown);
    throw error(
        failure::usage,
        manifests.empty()
            ? fmt::format("{} holds no built plugin: no *{} lies there; build it first, or "
                          "give the plugin's name",
                          word,
                          suffix)
            : fmt::format("{} holds several plugins; give one of their manifests:{}", word, found));
}

} // namespace

std::optional<plugin_place> place_of_plugin(const std::string& word,
                                            const std::vector<discovery::candidate>& plugins) {
    const fs::path path(word);
    if (is_name(word) && (has_plugin(plugins, word) || !fs::exists(path)))
        return std::nullopt;
    if (!fs::exists(path))
        throw error(failure::usage, fmt::format("there is no plugin at {}", word));
    if (fs::is_directory(path))
        return place_of_manifest(the_one(word, manifests_in(path, levels)));
    if (!fs::is_regular_file(path))
        throw error(failure::usage, fmt::format("{} is no file and no directory", word));
    if (is_manifest(path))
        return place_of_manifest(path);
    std::vector<fs::path> beside = manifests_in(fs::absolute(path).parent_path(), 0);
    std::erase_if(beside, [&](const fs::path& manifest) {
        return !names_library(manifest, path.filename().string());
    });
    return place_of_manifest(the_one(word, beside));
}

std::optional<plugin_place> place_in(const std::vector<std::string>& arguments,
                                     const std::vector<discovery::candidate>& plugins) {
    for (const char* help : {"-h", "--help"})
        if (std::ranges::count(arguments, help) > 0)
            return std::nullopt;
    const auto command = std::ranges::find(arguments, "check-plugin");
    if (command == arguments.end() || command + 1 == arguments.end() ||
        (command + 1)->starts_with('-'))
        return std::nullopt;
    return place_of_plugin(*(command + 1), plugins);
}

std::optional<fs::path> find_recording(const std::optional<std::string>& named,
                                       const std::string& word,
                                       const fs::path& manifest) {
    if (named)
        return fs::path(*named);
    std::vector<fs::path> folders;
    if (fs::is_directory(word))
        folders.emplace_back(word);
    fs::path above = manifest.parent_path();
    for (int i = 0; i <= levels; ++i, above = above.parent_path())
        folders.push_back(above);
    for (const fs::path& folder : folders)
        for (const char* name : {"recording", "tests/recording"})
            if (fs::exists(folder / name / "recording.json"))
                return folder / name;
    return std::nullopt;
}

} // namespace seedbed::cli
