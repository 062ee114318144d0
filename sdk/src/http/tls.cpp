#include "tls.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string_view>

namespace seedbed::http {

namespace {

void require(int openssl_result, const char* what) {
    if (openssl_result == 1)
        return;
    throw boost::system::system_error(
        static_cast<int>(ERR_get_error()), boost::asio::error::get_ssl_category(), what);
}

/// The host names of the certificate, for a message; its addresses are left out.
std::string names_of(X509* certificate) {
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES*>(
            X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        &GENERAL_NAMES_free);
    std::string listed;
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS)
            continue;
        const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
        const auto size = static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName));
        listed.append(listed.empty() ? "" : ", ").append(text, size);
    }
    return excerpt(listed);
}

} // namespace

boost::asio::ssl::context make_tls_context(const std::optional<std::filesystem::path>& ca_file) {
    namespace ssl = boost::asio::ssl;
    ssl::context tls(ssl::context::tls_client);
    require(SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION), "TLS 1.2");
    tls.set_verify_mode(ssl::verify_peer);
    tls.set_default_verify_paths();
    if (!ca_file)
        return tls;

    boost::system::error_code failed;
    tls.load_verify_file(ca_file->string(), failed);
    if (failed)
        throw error(failure::usage,
                    fmt::format("CA file \"{}\" cannot be read: {}. Name a readable file of PEM "
                                "certificates.",
                                ca_file->string(),
                                failed.message()));
    return tls;
}

// OpenSSL's own host check, as it puts the mismatch into the verification's result; Asio's
// host_name_verification makes the same comparison but leaves "unspecified error" there.
void expect_server(SSL* tls, const std::string& host) {
    boost::system::error_code no_address;
    boost::asio::ip::make_address(host, no_address);
    if (!no_address) { // RFC 6066, 3: an address is no server name
        require(X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()), "server address");
        return;
    }
    SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    require(SSL_set1_host(tls, host.c_str()), "server name");
    require(static_cast<int>(SSL_set_tlsext_host_name(tls, host.c_str())), "server name");
}

std::string certificate_problem(X509_STORE_CTX* verification) {
    const std::string reason =
        X509_verify_cert_error_string(X509_STORE_CTX_get_error(verification));
    X509* certificate = X509_STORE_CTX_get_current_cert(verification);
    const std::string names = certificate == nullptr ? std::string() : names_of(certificate);
    return names.empty() ? reason : fmt::format("{} (the certificate is for {})", reason, names);
}

} // namespace seedbed::http
