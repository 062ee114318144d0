#include "proxies.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/url.hpp>
#include <fmt/format.h>

#include <string_view>

namespace seedbed::http {

namespace urls = boost::urls;
namespace ip = boost::asio::ip;
using boost::beast::iequals;

namespace {

/// Takes the next entry, separated by commas and blanks, from a list.
std::string next_entry(std::string_view& list) {
    constexpr std::string_view separators = ", \t";
    list.remove_prefix(std::min(list.find_first_not_of(separators), list.size()));
    const std::string_view entry = list.substr(0, list.find_first_of(separators));
    list.remove_prefix(entry.size());
    return std::string(entry);
}

bool is_in_network(const std::string& network, const ip::address& address) {
    boost::system::error_code no_network;
    if (address.is_v4()) {
        const auto prefix = ip::make_network_v4(network, no_network);
        return !no_network &&
               prefix.canonical() ==
                   ip::network_v4(address.to_v4(), prefix.prefix_length()).canonical();
    }
    const auto prefix = ip::make_network_v6(network, no_network);
    return !no_network && prefix.canonical() ==
                              ip::network_v6(address.to_v6(), prefix.prefix_length()).canonical();
}

bool has_address(std::string entry, const ip::address& address) {
    if (entry.find('/') != std::string::npos)
        return is_in_network(entry, address);
    if (entry.size() > 2 && entry.front() == '[' && entry.back() == ']')
        entry = entry.substr(1, entry.size() - 2);
    boost::system::error_code no_address;
    return ip::make_address(entry, no_address) == address && !no_address;
}

bool has_name(std::string_view entry, std::string_view host) {
    if (entry.starts_with('.'))
        entry.remove_prefix(1);
    if (entry.empty() || host.size() < entry.size() ||
        !iequals(host.substr(host.size() - entry.size()), entry))
        return false;
    return host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.';
}

std::string basic(const std::string& credentials) {
    namespace base64 = boost::beast::detail::base64;
    std::string encoded(base64::encoded_size(credentials.size()), '\0');
    encoded.resize(base64::encode(encoded.data(), credentials.data(), credentials.size()));
    return "Basic " + encoded;
}

[[noreturn]] void refuse(const location& where, const char* variable, const char* why) {
    throw transport_error(problem::invalid_url,
                          fmt::format("{}: the proxy that {} names {}. Set it to a URL like "
                                      "http://proxy.example.com:3128, or unset it.",
                                      where.shown,
                                      variable,
                                      why));
}

proxy parse_proxy(const location& where, const char* variable, const std::string& value) {
    const bool has_scheme = value.find("://") != std::string::npos;
    const std::string url = has_scheme ? value : "http://" + value;
    const auto parsed = urls::parse_uri(url);
    // Boost.URL takes what follows the colon for a path where it is no number.
    const bool bad_port =
        parsed && !parsed->encoded_path().empty() && !parsed->encoded_path().starts_with('/');
    if (!parsed || parsed->encoded_host().empty() || bad_port)
        refuse(where, variable, "is no URL");
    if (parsed->scheme() != "http")
        refuse(where, variable, "is none that http:// reaches; other kinds are not spoken here");
    proxy found;
    found.host = parsed->host_address();
    if (!parsed->port().empty())
        found.port = parsed->port_number();
    if (found.port == 0)
        refuse(where, variable, "has a port that is not between 1 and 65535");
    found.shown = fmt::format("{}:{}", std::string(parsed->encoded_host()), found.port);
    if (parsed->has_userinfo())
        found.authorization = basic(parsed->user() + ":" + parsed->password());
    return found;
}

} // namespace

bool is_listed(const std::string& no_proxy, const std::string& host) {
    boost::system::error_code no_address;
    const auto address = ip::make_address(host, no_address);
    std::string_view rest = no_proxy;
    for (std::string entry = next_entry(rest); !entry.empty(); entry = next_entry(rest)) {
        if (entry == "*" || (no_address ? has_name(entry, host) : has_address(entry, address)))
            return true;
    }
    return false;
}

std::optional<proxy> proxy_for(const location& where, const proxy_variables& variables) {
    const std::string& own = where.tls ? variables.https : variables.http;
    const std::string& value = own.empty() ? variables.all : own;
    if (value.empty() || is_listed(variables.none, where.host))
        return std::nullopt;
    const char* own_name = where.tls ? "https_proxy" : "http_proxy";
    return parse_proxy(where, own.empty() ? "all_proxy" : own_name, value);
}

} // namespace seedbed::http
