#include "core/database/connection_settings.hpp"

#include <seedbed/error.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>
#include <optional>

namespace seedbed::database {

namespace {

constexpr std::string_view scheme_end = "://";
constexpr std::string_view expected = "; expected postgresql://user@host:port/database";

struct free_options {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using option_list = std::unique_ptr<PQconninfoOption, free_options>;

// libpq's own message is dropped: it quotes the input, and that may be part of a password.
option_list parse_with_libpq(const std::string& text) {
    char* message = nullptr;
    option_list options(PQconninfoParse(text.c_str(), &message));
    PQfreemem(message);
    return options;
}

[[noreturn]] void refuse(const std::string& source, const std::string& reason) {
    throw error(failure::usage, source + " " + reason);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_known_keyword(std::string_view keyword) {
    static const option_list options = parse_with_libpq("");
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (keyword == option->keyword) {
            return true;
        }
    }
    return false;
}

// A URL's scheme without SQLAlchemy's driver, and what follows "://".
struct split_url {
    bool names_driver;
    std::string_view rest;
};

split_url check_scheme(std::string_view url, const std::string& source) {
    const auto end = url.find(scheme_end);
    const auto scheme = url.substr(0, end);
    const auto dialect = scheme.substr(0, scheme.find('+'));
    if (dialect != "postgresql" && dialect != "postgres") {
        const bool printable =
            scheme.size() <= 20 && std::ranges::all_of(scheme, [](unsigned char c) {
                return std::isalnum(c) != 0 || c == '+';
            });
        refuse(
            source,
            (printable ? "has the scheme '" + std::string(scheme) + "'" : "has no known scheme") +
                std::string(expected));
    }
    return {dialect.size() != scheme.size(), url.substr(end + scheme_end.size())};
}

// libpq ends the password at the first '@' and the host at the first '/'. Where a raw one of them
// stands in a password, it would take a part of the password for a host and connect there.
void check_raw_separators(std::string_view rest, const std::string& source) {
    const auto authority = rest.substr(0, rest.find('/'));
    const auto beyond = rest.substr(authority.size());
    const auto inside = std::ranges::count(authority, '@');
    const bool in_path = beyond.substr(0, beyond.find('?')).find('@') != std::string_view::npos;
    const bool in_query = beyond.find('@') != std::string_view::npos && inside == 0;
    if (inside > 1 || in_path || in_query) {
        refuse(source,
               "has an '@' where none can stand; in user names, passwords and parameters write "
               "'@' as %40, '/' as %2F, ':' as %3A, '?' as %3F, '#' as %23 and '%' as %25");
    }
}

void check_percent_encoding(std::string_view rest, const std::string& source) {
    const auto is_hex = [&](std::size_t at) {
        return at < rest.size() && std::isxdigit(static_cast<unsigned char>(rest[at])) != 0;
    };
    for (auto at = rest.find('%'); at != std::string_view::npos; at = rest.find('%', at + 1)) {
        if (!is_hex(at + 1) || !is_hex(at + 2) || rest.substr(at, 3) == "%00") {
            refuse(source,
                   "has a '%' that starts no percent-encoded character; write '%' itself as %25");
        }
    }
}

// asyncpg calls sslmode "ssl" and takes true and false for the two plain cases.
std::string ssl_parameter(std::string_view value) {
    if (value == "true") {
        return "sslmode=require";
    }
    return value == "false" ? "sslmode=disable" : "sslmode=" + std::string(value);
}

// One parameter of the query as libpq is to see it; nothing for one that means the driver alone.
std::optional<std::string>
libpq_parameter(std::string_view parameter, bool names_driver, const std::string& source) {
    const auto key = parameter.substr(0, parameter.find('='));
    if (key == "ssl" && parameter.size() > key.size()) {
        return ssl_parameter(parameter.substr(key.size() + 1));
    }
    if (is_known_keyword(key)) {
        return std::string(parameter);
    }
    if (names_driver) {
        return std::nullopt;
    }
    const bool printable =
        !key.empty() && key.size() <= 40 &&
        std::ranges::all_of(key, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
    refuse(source,
           "has a parameter that libpq does not know" +
               (printable ? ": '" + std::string(key) + "'" : std::string()) + "; remove it");
}

std::string to_libpq_url(std::string_view url, const std::string& source) {
    const auto [names_driver, rest] = check_scheme(url, source);
    check_raw_separators(rest, source);
    check_percent_encoding(rest, source);
    // A '?' before the '@' belongs to the password.
    const auto at = rest.find('@');
    const auto query_at = rest.find('?', at == std::string_view::npos ? 0 : at);
    std::string result = "postgresql://" + std::string(rest.substr(0, query_at));
    if (query_at == std::string_view::npos) {
        return result;
    }
    char separator = '?';
    for (const std::string& parameter : split_list(rest.substr(query_at + 1), '&')) {
        if (parameter.empty()) {
            continue;
        }
        if (const auto kept = libpq_parameter(parameter, names_driver, source)) {
            result += separator + *kept;
            separator = '&';
        }
    }
    return result;
}

// One host of the list with its port, as it stands in a URL.
std::string host_and_port(const std::string& host, const std::string& port) {
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port.empty() ? shown : shown + ":" + port;
}

} // namespace

std::string value_of(const connection_settings& settings, const std::string& keyword) {
    const auto found = settings.find(keyword);
    return found == settings.end() ? std::string() : found->second;
}

std::vector<std::string> split_list(std::string_view list, char separator) {
    std::vector<std::string> elements;
    for (;;) {
        const auto end = list.find(separator);
        elements.emplace_back(list.substr(0, end));
        if (end == std::string_view::npos) {
            return elements;
        }
        list.remove_prefix(end + 1);
    }
}

connection_settings parse_connection_settings(std::string_view text, const std::string& source) {
    const std::string_view trimmed = trim(text);
    const bool is_url = trimmed.find(scheme_end) != std::string_view::npos;
    if (!is_url && trimmed.find('=') == std::string_view::npos) {
        refuse(source, "is not a database URL" + std::string(expected));
    }
    const option_list options =
        parse_with_libpq(is_url ? to_libpq_url(trimmed, source) : std::string(trimmed));
    if (options == nullptr) {
        refuse(source,
               (is_url ? "is a URL that libpq cannot read" : "is not libpq's keyword=value form") +
                   std::string(expected));
    }
    connection_settings settings;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            settings.emplace(option->keyword, option->val);
        }
    }
    check_port(settings, source);
    return settings;
}

void check_port(const connection_settings& settings, const std::string& source) {
    for (const std::string& port : split_list(value_of(settings, "port"))) {
        int number = 0;
        const char* const end = port.data() + port.size();
        const auto [stop, failed] = std::from_chars(port.data(), end, number);
        const bool valid = failed == std::errc() && stop == end && number >= 1 && number <= 65535;
        if (!port.empty() && !valid) {
            refuse(source,
                   "has a port that is not a number from 1 to 65535" + std::string(expected));
        }
    }
}

std::string to_conninfo(const connection_settings& settings) {
    std::string conninfo;
    for (const auto& [keyword, value] : settings) {
        conninfo += (conninfo.empty() ? "" : " ") + keyword + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\') {
                conninfo += '\\';
            }
            conninfo += c;
        }
        conninfo += '\'';
    }
    return conninfo;
}

std::string to_display_url(const connection_settings& settings) {
    const std::string user = value_of(settings, "user");
    const std::string host = value_of(settings, "host");
    const std::string named = host.empty() ? value_of(settings, "hostaddr") : host;
    const std::string service = value_of(settings, "service");
    const bool is_socket = named.starts_with('/') || named.starts_with('@');
    std::string url = "postgresql://" + (user.empty() ? "" : user + "@");
    const auto hosts = is_socket ? split_list("") : split_list(named);
    const auto ports = split_list(value_of(settings, "port"));
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        // libpq uses a single port for all hosts
        const std::string port = ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : "";
        url += (i == 0 ? "" : ",") + host_and_port(hosts[i], port);
    }
    url += "/" + value_of(settings, "dbname");
    if (is_socket) {
        url += "?host=" + named;
    }
    if (!service.empty()) {
        url += std::string(is_socket ? "&" : "?") + "service=" + service;
    }
    return url;
}

} // namespace seedbed::database
