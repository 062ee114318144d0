// Makes one bcrypt hash at cost 12 with the system's libcrypt, as every user's password takes.

#include <crypt.h>
#include <cstdio>
#include <memory>

int main() {
    const auto data = std::make_unique<crypt_data>();
    const char* setting = "$2b$12$abcdefghijklmnopqrstuu";
    const char* hash = crypt_rn("TestPassword123!", setting, data.get(), sizeof *data);
    if (!hash) {
        std::perror("bcrypt");
        return 1;
    }
    std::puts(hash);
    return 0;
}
