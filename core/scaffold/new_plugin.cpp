#include "core/scaffold/new_plugin.hpp"

#include "core/scaffold/templates.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <string_view>

namespace seedbed::scaffold {
namespace {

namespace fs = std::filesystem;

/// A word between two @; an @ that no word follows stays as it is.
std::string fill_in(std::string_view text, const std::map<std::string_view, std::string>& words) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t at = text.find('@');
        filled += text.substr(0, at);
        if (at == std::string_view::npos)
            break;
        text.remove_prefix(at + 1);
        const std::size_t end = text.find('@');
        const auto word = words.find(text.substr(0, end));
        if (end == std::string_view::npos || word == words.end()) {
            filled += '@';
            continue;
        }
        filled += word->second;
        text.remove_prefix(end + 1);
    }
    return filled;
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw error(failure::usage, fmt::format("\"{}\": {}", path.string(), why));
}

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << text << std::flush;
    if (!file)
        refuse(path, "the file cannot be written");
}

} // namespace

std::vector<rendered_file> render(const plugin_words& words, discovery::plugin_kind kind) {
    const std::map<std::string_view, std::string> meanings{{"plugin", words.plugin},
                                                           {"model", words.model},
                                                           {"option", words.option},
                                                           {"namespace", words.name_space}};
    const std::string_view folder = kind == discovery::plugin_kind::source ? "source/" : "model/";
    std::vector<rendered_file> files;
    for (const template_file& each : templates())
        if (each.path.starts_with(folder))
            files.push_back(
                {fill_in(each.path.substr(folder.size()), meanings), fill_in(each.text, meanings)});
    return files;
}

void write_folder(const fs::path& folder, const std::vector<rendered_file>& files) {
    std::error_code failed;
    if (fs::exists(fs::symlink_status(folder, failed)))
        refuse(folder,
               "there is something of that name; nothing was written. Move it away, or "
               "choose another name.");
    // Beside it first, so that a folder that stands there is whole.
    const fs::path unfinished = folder.parent_path() / ("." + folder.filename().string() + ".new");
    try {
        if (!fs::create_directory(unfinished))
            refuse(unfinished, "it is left of an earlier try; remove it");
        for (const rendered_file& file : files)
            write(unfinished / file.path, file.text);
        fs::rename(unfinished, folder);
    } catch (const fs::filesystem_error& problem) {
        fs::remove_all(unfinished, failed);
        refuse(folder, "it cannot be made: " + problem.code().message());
    }
}

} // namespace seedbed::scaffold
