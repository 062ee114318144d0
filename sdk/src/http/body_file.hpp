#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace seedbed::http {

/// A body on its way to a file, and its digest. Throws error(failure::seeding) for a file that
/// cannot be written.
class body_writer {
public:
    explicit body_writer(std::filesystem::path file);

    /// Begins again, with nothing.
    void begin();
    void write(std::string_view bytes);
    /// Puts everything on disk; gives the SHA-256 of it, in hexadecimal.
    std::string finish();

    std::uint64_t size() const noexcept { return size_; }

private:
    [[noreturn]] void refuse() const;

    std::filesystem::path path_;
    std::ofstream file_;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest_;
    std::uint64_t size_ = 0;
};

/// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

/// The whole file. Throws error(failure::usage) where it cannot be read.
std::string read_file(const std::filesystem::path& file);

} // namespace seedbed::http
