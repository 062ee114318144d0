#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ohmycoins::agents {

/// The files of a run's artifacts. What was written is taken back on destruction unless keep was
/// called: files belong to rows that were committed. (A process that is killed in between leaves
/// them behind; the next run finds them as it would write them.)
///
/// Errors: error(failure::usage) for a directory that cannot be one, error(failure::seeding) with
/// the path for a file that stands there with other bytes or cannot be written.
class artifact_files {
public:
    /// Creates nothing yet.
    explicit artifact_files(const std::filesystem::path& directory);
    ~artifact_files();
    artifact_files(const artifact_files&) = delete;
    artifact_files& operator=(const artifact_files&) = delete;

    /// Absolute: directory/session/name.
    std::filesystem::path path_of(const std::string& session, const std::string& name) const;

    /// Writes a file, and the directories on its way (0755). One that has these bytes already is
    /// left as it is, and not taken back.
    void write(const std::filesystem::path& file, const std::string& bytes);

    /// Everything stays.
    void keep() noexcept;

    /// Takes back what was written since the last keep.
    void discard() noexcept;

private:
    void create_directories(const std::filesystem::path& directory);

    std::filesystem::path directory_;
    std::vector<std::filesystem::path> written_; // files and directories, in the order made
};

} // namespace ohmycoins::agents
