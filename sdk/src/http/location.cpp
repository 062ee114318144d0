#include "location.hpp"

#include "failure.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seedbed::http {

namespace {

namespace urls = boost::urls;

/// The URL as a message may show it: without user information, query and fragment, and a long one
/// without its path: what is cut off a secret is not recognized as one any more.
std::string redacted(std::string_view url) {
    constexpr std::size_t longest_shown = 150;
    url = url.substr(0, url.find_first_of("?#"));
    if (url.size() > longest_shown)
        return fmt::format("{}:...",
                           excerpt(url.substr(0, std::min(url.find(':'), std::size_t{20}))));
    const std::size_t at = url.rfind('@');
    if (at == std::string_view::npos)
        return excerpt(url);
    const std::size_t scheme = url.find("://");
    const std::string_view kept = scheme < at ? url.substr(0, scheme + 3) : std::string_view();
    return excerpt(fmt::format("{}...{}", kept, url.substr(at)));
}

[[noreturn]] void refuse(std::string_view url, std::string_view why) {
    fail(problem::invalid_url, fmt::format("URL \"{}\"", redacted(url)), why);
}

/// A name that DNS can hold. Percent-encoding could otherwise smuggle in a line break.
bool is_host_name(std::string_view host) {
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_';
    });
}

bool is_loopback(const std::string& host) {
    boost::system::error_code no_address;
    const auto address = boost::asio::ip::make_address(host, no_address);
    if (!no_address)
        return address.is_loopback();
    return std::ranges::equal(host, std::string_view("localhost"), [](unsigned char a, char b) {
        return std::tolower(a) == b;
    });
}

std::uint16_t port_of(const urls::url_view& parsed, bool tls, std::string_view url) {
    // Boost.URL takes what follows the colon for a path where it is no number.
    if (!parsed.encoded_path().empty() && !parsed.encoded_path().starts_with('/'))
        refuse(url, "the port is no number");
    if (parsed.port().empty())
        return tls ? 443 : 80;
    if (parsed.port_number() == 0)
        refuse(url, "the port is not between 1 and 65535");
    return parsed.port_number();
}

std::string host_of(const urls::url_view& parsed, std::string_view url) {
    std::string host = parsed.host_address();
    switch (parsed.host_type()) {
    case urls::host_type::ipv4:
    case urls::host_type::ipv6:
        return host;
    case urls::host_type::name:
        if (is_host_name(host))
            return host;
        [[fallthrough]];
    default:
        refuse(url,
               "the host is neither a name of ASCII letters, digits, '-', '_' and '.' nor an "
               "address");
    }
}

} // namespace

location locate(std::string_view url) {
    const auto result = urls::parse_uri(url);
    if (!result)
        refuse(url, "it is not an absolute URL");
    const urls::url_view& parsed = *result;

    const bool tls = parsed.scheme_id() == urls::scheme::https;
    if (!tls && parsed.scheme_id() != urls::scheme::http)
        refuse(url, "the scheme is neither https nor http");
    if (parsed.has_userinfo())
        refuse(url, "it carries a user name or password; send those in a header");

    location where;
    where.tls = tls;
    where.host = host_of(parsed, url);
    where.port = port_of(parsed, tls, url);

    const bool bracketed = where.host.find(':') != std::string::npos;
    where.authority = bracketed ? fmt::format("[{}]", where.host) : where.host;
    if (where.port != (tls ? 443 : 80))
        where.authority += fmt::format(":{}", where.port);

    where.target = std::string(parsed.encoded_path());
    if (where.target.empty())
        where.target = "/";
    if (parsed.has_query())
        where.target += "?" + std::string(parsed.encoded_query());

    where.shown = fmt::format("{}://{}", tls ? "https" : "http", where.authority);
    if (!tls && !is_loopback(where.host))
        fail(problem::insecure_url, where.shown, "plain HTTP to a host that is not this machine");
    return where;
}

} // namespace seedbed::http
