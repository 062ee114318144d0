#include "bcrypt.hpp"

#include <seedbed/error.hpp>

#include <array>
#include <crypt.h>
#include <cstring>
#include <memory>

namespace ohmycoins {

std::string bcrypt(const std::string& password, int cost, seedbed::random salt) {
    std::array<char, 16> salt_bytes{};
    for (std::size_t i = 0; i < salt_bytes.size(); i += sizeof(std::uint64_t)) {
        const std::uint64_t bits = salt.bits();
        std::memcpy(salt_bytes.data() + i, &bits, sizeof bits);
    }
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
    const auto data = std::make_unique<crypt_data>(); // 32 KiB: not for a thread's stack
    const char* hash = nullptr;
    if (crypt_gensalt_rn("$2b$",
                         static_cast<unsigned long>(cost),
                         salt_bytes.data(),
                         salt_bytes.size(),
                         setting.data(),
                         setting.size()))
        hash = crypt_rn(password.c_str(), setting.data(), data.get(), sizeof *data);
    if (!hash)
        throw seedbed::error(seedbed::failure::seeding,
                             "the system's libcrypt cannot make a bcrypt hash; libxcrypt can");
    return hash;
}

} // namespace ohmycoins
