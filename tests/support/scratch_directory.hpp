#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace seedbed::test {

/// An empty directory that every account may pass through, removed at the end with all in it.
class scratch_directory {
public:
    scratch_directory() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "seedbed-test-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no directory can be made: " + pattern);
        path_ = std::filesystem::canonical(pattern);
        std::filesystem::permissions(path_, std::filesystem::perms(0755));
    }
    ~scratch_directory() {
        std::error_code left_behind;
        std::filesystem::remove_all(path_, left_behind);
    }
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }

    /// Makes a file in it; gives the file's path.
    std::filesystem::path write(std::string_view name, std::string_view text) const {
        std::ofstream file(path_ / name, std::ios::binary);
        file << text << std::flush;
        if (!file)
            throw std::runtime_error((path_ / name).string() + " cannot be written");
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

} // namespace seedbed::test
