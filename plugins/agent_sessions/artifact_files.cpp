#include "artifact_files.hpp"

#include <seedbed/error.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

namespace ohmycoins::agents {
namespace {

namespace fs = std::filesystem;
using seedbed::failure;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw seedbed::error(failure::seeding, "artifact file '" + path.string() + "' " + why);
}

bool holds(const fs::path& file, const std::string& bytes) {
    std::ifstream stream(file, std::ios::binary);
    const std::string found((std::istreambuf_iterator<char>(stream)),
                            std::istreambuf_iterator<char>());
    return found == bytes;
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream)
        refuse(file, std::string("cannot be written: ") + std::strerror(errno));
}

} // namespace

artifact_files::artifact_files(const fs::path& directory)
    : directory_(fs::absolute(directory).lexically_normal()) {
    constexpr std::size_t longest = 400; // the column takes 500 bytes of path
    if (directory_.string().size() > longest)
        throw seedbed::error(failure::usage,
                             "--artifacts-dir has " + std::to_string(directory_.string().size()) +
                                 " characters; 400 at most fit into the rows");
    std::error_code ignored; // what cannot be looked at cannot be written to either, and says so
    if (fs::exists(directory_, ignored) && !fs::is_directory(directory_, ignored))
        throw seedbed::error(failure::usage,
                             "--artifacts-dir '" + directory_.string() + "' is not a directory");
}

artifact_files::~artifact_files() {
    discard();
}

fs::path artifact_files::path_of(const std::string& session, const std::string& name) const {
    return directory_ / session / name;
}

void artifact_files::write(const fs::path& file, const std::string& bytes) {
    std::error_code failed;
    if (fs::exists(file, failed)) {
        if (!holds(file, bytes))
            refuse(file,
                   "exists with other contents: move it away, or name another --artifacts-dir");
        return;
    }
    create_directories(file.parent_path());
    fs::path part = file;
    part += ".part";
    written_.push_back(part);
    write_bytes(part, bytes);
    fs::rename(part, file, failed);
    if (failed)
        refuse(file, "cannot be written: " + failed.message());
    written_.back() = file;
}

void artifact_files::create_directories(const fs::path& directory) {
    std::vector<fs::path> absent;
    for (fs::path each = directory; !fs::exists(each); each = each.parent_path())
        absent.push_back(each);
    for (; !absent.empty(); absent.pop_back()) {
        std::error_code failed;
        if (!fs::create_directory(absent.back(), failed) && failed)
            refuse(absent.back(), "(a directory) cannot be created: " + failed.message());
        written_.push_back(absent.back());
        using fs::perms;
        fs::permissions(absent.back(),
                        perms::owner_all | perms::group_read | perms::group_exec |
                            perms::others_read | perms::others_exec);
    }
}

void artifact_files::keep() noexcept {
    written_.clear();
}

void artifact_files::discard() noexcept {
    for (; !written_.empty(); written_.pop_back()) {
        std::error_code ignored; // a directory that somebody else wrote into stays
        fs::remove(written_.back(), ignored);
    }
}

} // namespace ohmycoins::agents
