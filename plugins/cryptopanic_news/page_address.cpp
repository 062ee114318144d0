#include "page_address.hpp"

#include "sources/base_url.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/source.hpp>

#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace seedbed::cryptopanic {
namespace {

namespace urls = boost::urls;

constexpr const char* key_parameter = "auth_token";

bool is_slug(const std::string& plan) {
    return !plan.empty() && plan.size() <= 64 && std::ranges::all_of(plan, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::string path_of(const std::string& plan) {
    if (!is_slug(plan))
        throw error(failure::usage,
                    fmt::format("--cryptopanic-plan '{}' is no plan; use the word that stands for "
                                "it in the API's addresses: growth, enterprise, or v1",
                                http::excerpt(plan, 60)));
    return plan == "v1" ? "/api/v1/posts/" : fmt::format("/api/{}/v2/posts/", plan);
}

std::string port_of(const urls::url_view& url) {
    if (url.has_port() && !url.port().empty())
        return std::string(url.port());
    return url.scheme_id() == urls::scheme::https ? "443" : "80";
}

/// Scheme, host and port, as text to compare and to show.
std::string origin_of(const urls::url_view& url) {
    urls::url copy(url);
    copy.normalize();
    return fmt::format(
        "{}://{}:{}", std::string(copy.scheme()), std::string(copy.encoded_host()), port_of(copy));
}

[[noreturn]] void refuse_next(const std::string& why) {
    throw source_error(source_outcome::malformed,
                       fmt::format("CryptoPanic's answer says that the next page is at {}; it is "
                                   "not followed",
                                   why));
}

} // namespace

page_addresses::page_addresses(std::string base, const std::string& plan, std::string key)
    : base_(base_url(std::move(base), "--cryptopanic-url", "https://cryptopanic.com")),
      path_(path_of(plan)), key_(std::move(key)) {}

std::string page_addresses::first() const {
    return with_key(base_ + path_ + "?public=true&kind=news");
}

std::string page_addresses::following(std::string_view next) const {
    const auto parsed = urls::parse_uri(next);
    if (!parsed || parsed->has_userinfo())
        refuse_next("an address that cannot be read");
    const std::string theirs = origin_of(*parsed);
    const std::string ours = origin_of(urls::url_view(base_));
    if (theirs != ours)
        refuse_next(fmt::format("{}, not at {}", http::excerpt(theirs, 80), ours));
    return with_key(std::string(next));
}

std::string page_addresses::with_key(std::string address) const {
    urls::url url(address);
    url.remove_fragment();
    url.params().erase(key_parameter);
    // A '+' may stand as it is, but servers take it for a blank.
    const std::string encoded = urls::encode(key_, urls::unreserved_chars);
    url.encoded_params().append({key_parameter, encoded});
    return std::string(url.buffer());
}

} // namespace seedbed::cryptopanic
