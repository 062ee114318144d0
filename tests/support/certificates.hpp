#pragma once

#include <filesystem>
#include <string>

namespace seedbed::tests {

/// What a TLS server shows and signs with, both PEM.
struct identity {
    std::string certificate;
    std::string private_key;
};

enum class validity { current, expired };

/// A certificate authority of a test's own: a fresh key, its certificate in a temporary file that
/// goes with the object.
class certificate_authority {
public:
    certificate_authority();
    ~certificate_authority();
    certificate_authority(const certificate_authority&) = delete;
    certificate_authority& operator=(const certificate_authority&) = delete;

    const std::filesystem::path& file() const { return file_; }

    /// A server's certificate for `names` in OpenSSL's form: `DNS:localhost,IP:127.0.0.1`.
    identity issue(const std::string& names, validity when = validity::current) const;

private:
    identity self_;
    std::filesystem::path file_;
};

} // namespace seedbed::tests
