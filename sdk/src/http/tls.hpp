#pragma once

#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>

#include <filesystem>
#include <optional>
#include <string>

namespace seedbed::http {

/// TLS 1.2 or newer that verifies servers against the system's store and `ca_file`. Throws
/// error(failure::usage) for a `ca_file` that cannot be read.
boost::asio::ssl::context make_tls_context(const std::optional<std::filesystem::path>& ca_file);

/// Makes `tls` name `host` to the server (SNI) and accept only a certificate for it. Throws
/// boost::system::system_error when OpenSSL refuses.
void expect_server(SSL* tls, const std::string& host);

/// Why verification stopped at this certificate, and the names that it is for.
std::string certificate_problem(X509_STORE_CTX* verification);

} // namespace seedbed::http
