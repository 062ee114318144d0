#include "core/run/recorded_run.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace seedbed::run {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "recording.json";
constexpr int format = 1;

[[noreturn]] void refuse(const char* option, const fs::path& directory, const std::string& why) {
    throw error(failure::usage, fmt::format("{} \"{}\": {}", option, directory.string(), why));
}

std::string text_of(const recorded_run& run) {
    const boost::json::value variables =
        boost::json::value_from(std::vector(run.variables.begin(), run.variables.end()));
    return fmt::format("{{\n  \"format\": {},\n  \"as_of\": \"{}\",\n  \"present\": \"{}\",\n"
                       "  \"variables\": {}\n}}\n",
                       format,
                       run.as_of.to_string(),
                       run.present.to_string(),
                       boost::json::serialize(variables));
}

recorded_run from_json(const boost::json::value& document) {
    if (document.at("format").to_number<int>() != format)
        throw error(failure::usage, "it is of another version of seedbed");
    recorded_run run;
    run.as_of = timestamp::parse(std::string(document.at("as_of").as_string()));
    run.present = timestamp::parse(std::string(document.at("present").as_string()));
    for (const boost::json::value& name : document.at("variables").as_array())
        run.variables.emplace(name.as_string());
    return run;
}

/// Whether no answer is in it: a run may have ended before it asked anybody.
bool is_unused(const fs::path& directory, std::error_code& failed) {
    const fs::directory_iterator entries(directory, failed);
    return !failed &&
           std::all_of(begin(entries), end(entries), [](const fs::directory_entry& each) {
               return each.path().filename() == file_name;
           });
}

} // namespace

void begin_recording(const fs::path& directory, const recorded_run& run) {
    std::error_code failed;
    fs::create_directories(directory, failed);
    const bool unused = !failed && is_unused(directory, failed);
    if (failed)
        refuse("--record", directory, "it is no directory that can be used: " + failed.message());
    if (!unused)
        refuse("--record", directory, "there is something in it; name a new or empty directory");
    std::ofstream file(directory / file_name, std::ios::binary);
    file << text_of(run) << std::flush;
    if (!file)
        refuse("--record", directory, "recording.json cannot be written there");
}

recorded_run read_recording(const fs::path& directory, const char* option) {
    std::ifstream file(directory / file_name, std::ios::binary);
    if (!file)
        refuse(option, directory, "no recording.json can be read there; make one with --record");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    try {
        return from_json(boost::json::parse(text));
    } catch (const std::exception& wrong) {
        refuse(option,
               directory,
               fmt::format("recording.json is no recording's: {}; record again", wrong.what()));
    }
}

} // namespace seedbed::run
