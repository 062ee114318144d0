#include "certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>
#include <unistd.h>

namespace seedbed::tests {

namespace {

using key_handle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate_handle = std::unique_ptr<X509, decltype(&X509_free)>;
using text_handle = std::unique_ptr<BIO, decltype(&BIO_free)>;

void require(bool done, const char* what) {
    if (!done)
        throw std::runtime_error(std::string("OpenSSL refuses: ") + what);
}

text_handle new_text() {
    return {BIO_new(BIO_s_mem()), &BIO_free};
}

text_handle reading(const std::string& pem) {
    return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
}

std::string text_of(BIO* written) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(written, &data);
    return {data, static_cast<std::size_t>(size)};
}

identity to_pem(X509* certificate, EVP_PKEY* key) {
    const text_handle certificate_text = new_text();
    const text_handle key_text = new_text();
    require(PEM_write_bio_X509(certificate_text.get(), certificate) == 1, "writing a certificate");
    require(PEM_write_bio_PrivateKey(key_text.get(), key, nullptr, nullptr, 0, nullptr, nullptr) ==
                1,
            "writing a key");
    return {text_of(certificate_text.get()), text_of(key_text.get())};
}

void extend(X509* certificate, int extension, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* made = X509V3_EXT_conf_nid(nullptr, &context, extension, value.c_str());
    require(made != nullptr, value.c_str());
    const int added = X509_add_ext(certificate, made, -1);
    X509_EXTENSION_free(made);
    require(added == 1, value.c_str());
}

/// Everything but the issuer, the extensions and the signature.
certificate_handle draft(EVP_PKEY* key, const char* common_name, validity when) {
    constexpr long day = 24L * 60 * 60;
    certificate_handle made(X509_new(), &X509_free);
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()),
                     static_cast<long>(std::random_device()() >> 1) + 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -2 * day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), when == validity::expired ? -day : day);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()),
                               "CN",
                               MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(common_name),
                               -1,
                               -1,
                               0);
    X509_set_pubkey(made.get(), key);
    return made;
}

key_handle new_key() {
    key_handle key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    require(key != nullptr, "making a key");
    return key;
}

identity make_authority() {
    const key_handle key = new_key();
    const certificate_handle made = draft(key.get(), "seedbed test authority", validity::current);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    extend(made.get(), NID_basic_constraints, "critical,CA:TRUE");
    extend(made.get(), NID_key_usage, "critical,keyCertSign");
    require(X509_sign(made.get(), key.get(), EVP_sha256()) > 0, "signing");
    return to_pem(made.get(), key.get());
}

std::filesystem::path write_temporary(const std::string& text) {
    std::string name = (std::filesystem::temp_directory_path() / "seedbed-ca-XXXXXX").string();
    const int descriptor = mkstemp(name.data());
    if (descriptor == -1)
        throw std::runtime_error("no temporary file at " + name);
    close(descriptor);
    std::ofstream(name) << text;
    return name;
}

} // namespace

certificate_authority::certificate_authority()
    : self_(make_authority()), file_(write_temporary(self_.certificate)) {}

certificate_authority::~certificate_authority() {
    std::error_code ignored; // a file left in the temporary folder is no failure of a test
    std::filesystem::remove(file_, ignored);
}

identity certificate_authority::issue(const std::string& names, validity when) const {
    const text_handle certificate_text = reading(self_.certificate);
    const text_handle key_text = reading(self_.private_key);
    const certificate_handle issuer(
        PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr), &X509_free);
    const key_handle issuer_key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr),
                                &EVP_PKEY_free);

    const key_handle key = new_key();
    const certificate_handle made = draft(key.get(), "seedbed test server", when);
    X509_set_issuer_name(made.get(), X509_get_subject_name(issuer.get()));
    extend(made.get(), NID_subject_alt_name, names);
    require(X509_sign(made.get(), issuer_key.get(), EVP_sha256()) > 0, "signing");
    return to_pem(made.get(), key.get());
}

} // namespace seedbed::tests
