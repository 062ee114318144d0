#include "tests/hostile/plugin_folder.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace seedbed::hostile {
namespace {

namespace fs = std::filesystem;

std::string library_name(const std::string& plugin) {
    return "libhostile_" + plugin + ".so";
}

boost::json::object read_manifest(const std::string& plugin) {
    std::ifstream file(built(plugin) / (plugin + ".seedbed.json"));
    std::ostringstream text;
    text << file.rdbuf();
    return boost::json::parse(text.str()).as_object();
}

} // namespace

fs::path built(const std::string& plugin) {
    return fs::path(HOSTILE_PLUGINS) / plugin;
}

boost::json::object requires_plugin(const std::string& plugin, const std::string& version) {
    return {{"plugin", plugin}, {"version", version}};
}

fs::path plugin_folder::manifest_of(const std::string& plugin) const {
    return path() / (plugin + ".seedbed.json");
}

fs::path plugin_folder::library_of(const std::string& plugin) const {
    return path() / library_name(plugin);
}

void plugin_folder::add(const std::string& plugin, const edit& change) const {
    boost::json::object manifest = read_manifest(plugin);
    if (change)
        change(manifest);
    write_manifest(plugin, boost::json::serialize(manifest));
    fs::copy_file(built(plugin) / library_name(plugin), library_of(plugin));
}

void plugin_folder::declare(const std::string& plugin,
                            const std::string& version,
                            const std::vector<boost::json::object>& depends) const {
    boost::json::object manifest = read_manifest("healthy");
    manifest["name"] = plugin;
    manifest["version"] = version;
    manifest["library"] = library_name(plugin);
    manifest["depends"] = boost::json::array(depends.begin(), depends.end());
    write_manifest(plugin, boost::json::serialize(manifest));
    fs::copy_file(built("healthy") / library_name("healthy"), library_of(plugin));
}

void plugin_folder::write_manifest(const std::string& plugin, const std::string& text) const {
    directory_.write(plugin + ".seedbed.json", text);
}

std::vector<std::string> run_on_database::arguments(const std::vector<fs::path>& plugin_directories,
                                                    const std::vector<std::string>& more) const {
    std::vector<std::string> all{"--database", database.url()};
    for (const fs::path& directory : plugin_directories) {
        all.emplace_back("--plugin-dir");
        all.push_back(directory.string());
    }
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<std::string> run_on_database::steps() const {
    return database.rows("SELECT plugin FROM steps ORDER BY number");
}

bool run_on_database::is_untouched() const {
    static const std::string empty = test::temporary_database().dump();
    return database.dump() == empty;
}

} // namespace seedbed::hostile
