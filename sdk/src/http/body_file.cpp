#include "body_file.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <new>

namespace seedbed::http {

body_writer::body_writer(std::filesystem::path file)
    : path_(std::move(file)), digest_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    if (digest_ == nullptr)
        throw std::bad_alloc();
    begin();
}

void body_writer::begin() {
    file_ = std::ofstream(path_, std::ios::binary | std::ios::trunc);
    size_ = 0;
    if (!file_ || EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) != 1)
        refuse();
}

void body_writer::write(std::string_view bytes) {
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    size_ += bytes.size();
    if (!file_ || EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size()) != 1)
        refuse();
}

std::string body_writer::finish() {
    file_.close();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (!file_ || EVP_DigestFinal_ex(digest_.get(), digest.data(), &size) != 1)
        refuse();
    std::string text;
    for (unsigned i = 0; i < size; ++i)
        text += fmt::format("{:02x}", digest[i]);
    return text;
}

void body_writer::refuse() const {
    throw error(failure::seeding,
                fmt::format("\"{}\" cannot be written. Check the directory's permissions and the "
                            "space on its disk.",
                            path_.string()));
}

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
    std::string text;
    for (unsigned i = 0; i < size; ++i)
        text += fmt::format("{:02x}", digest[i]);
    return text;
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        throw error(failure::usage, fmt::format("\"{}\" cannot be read.", file.string()));
    return text;
}

} // namespace seedbed::http
