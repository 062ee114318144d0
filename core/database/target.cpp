#include "core/database/target.hpp"

#include "core/database/connection_settings.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed::database {

namespace {

using variable_names = std::pair<const char*, const char*>; // libpq's keyword, its variable

constexpr std::array<variable_names, 5> libpq_variables{{{"host", "PGHOST"},
                                                         {"hostaddr", "PGHOSTADDR"},
                                                         {"port", "PGPORT"},
                                                         {"user", "PGUSER"},
                                                         {"dbname", "PGDATABASE"}}};

constexpr std::array<const char*, 5> variables_that_say_where{
    "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"};

std::optional<std::string> lookup(const environment_lookup& environment, const char* name) {
    auto value = environment(name);
    return value && value->empty() ? std::nullopt : value;
}

bool given(const connection_settings& settings, const std::string& keyword) {
    return !value_of(settings, keyword).empty();
}

// Writes down what libpq would take from its environment, in libpq's order: a service file's values
// come before the variables. An empty hostaddr is libpq's "not given", and keeps what the
// environment or the service says from replacing the host that was named.
void complete(connection_settings& settings, const environment_lookup& environment) {
    if (const auto service = lookup(environment, "PGSERVICE")) {
        settings.try_emplace("service", *service);
    }
    const bool redirected = given(settings, "service") || lookup(environment, "PGHOSTADDR");
    if (given(settings, "host") && redirected) {
        settings.try_emplace("hostaddr", "");
    }
    if (given(settings, "service")) {
        return;
    }
    for (const auto& [keyword, variable] : libpq_variables) {
        if (const auto value = lookup(environment, variable)) {
            settings.try_emplace(keyword, *value);
        }
    }
    check_port(settings, "PGPORT"); // a port from elsewhere was checked before
}

target make_target(target::origin from,
                   connection_settings settings,
                   const environment_lookup& environment) {
    complete(settings, environment);
    return {from, to_conninfo(settings), to_display_url(settings), false};
}

// The application's own settings; its port does not follow PGPORT.
connection_settings postgres_settings(const std::string& server,
                                      const environment_lookup& environment) {
    connection_settings settings{{"host", server},
                                 {"port", lookup(environment, "POSTGRES_PORT").value_or("5432")}};
    check_port(settings, "POSTGRES_PORT");
    constexpr std::array<variable_names, 3> companions{
        {{"user", "POSTGRES_USER"}, {"password", "POSTGRES_PASSWORD"}, {"dbname", "POSTGRES_DB"}}};
    for (const auto& [keyword, variable] : companions) {
        if (const auto value = lookup(environment, variable)) {
            settings.emplace(keyword, *value);
        }
    }
    return settings;
}

bool is_loopback_address(const std::string& address) {
    in_addr v4{};
    if (inet_pton(AF_INET, address.c_str(), &v4) == 1) {
        return (ntohl(v4.s_addr) >> 24) == 127;
    }
    in6_addr v6{};
    if (inet_pton(AF_INET6, address.c_str(), &v6) != 1) {
        return false;
    }
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

bool is_localhost(std::string_view name) {
    return std::ranges::equal(name, std::string_view("localhost"), [](char left, char right) {
        return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right;
    });
}

bool is_local_host(const std::string& host) {
    // An empty element of a list is libpq's default, a Unix socket; '@' names an abstract one.
    return host.empty() || host.starts_with('/') || host.starts_with('@') || is_localhost(host) ||
           is_loopback_address(host);
}

} // namespace

const char* name_of(target::origin from) {
    switch (from) {
    case target::origin::option:
        return "--database";
    case target::origin::database_url:
        return "DATABASE_URL";
    case target::origin::postgres_settings:
        return "POSTGRES_SERVER";
    case target::origin::libpq_environment:
        return "libpq's variables";
    case target::origin::embedded:
        return "the default";
    }
    return "";
}

target resolve_target(const std::optional<std::string>& option,
                      const environment_lookup& environment) {
    using origin = target::origin;
    const auto from_text = [&](origin from, const std::string& text) {
        return make_target(from, parse_connection_settings(text, name_of(from)), environment);
    };
    if (option) {
        return from_text(origin::option, *option);
    }
    if (const auto url = lookup(environment, "DATABASE_URL")) {
        return from_text(origin::database_url, *url);
    }
    if (const auto server = lookup(environment, "POSTGRES_SERVER")) {
        return make_target(
            origin::postgres_settings, postgres_settings(*server, environment), environment);
    }
    const bool libpq_says_where = std::ranges::any_of(
        variables_that_say_where, [&](auto name) { return lookup(environment, name).has_value(); });
    if (libpq_says_where) {
        return make_target(origin::libpq_environment, {}, environment);
    }
    return {origin::embedded, "", "the embedded database", true};
}

bool is_local(const target& where) {
    if (where.embedded) {
        return true;
    }
    const auto settings = parse_connection_settings(where.conninfo, "the database's conninfo");
    const bool address_is_settled = settings.contains("hostaddr");
    const bool host_is_settled = given(settings, "host") || given(settings, "hostaddr");
    if (given(settings, "service") && !(address_is_settled && host_is_settled)) {
        return false;
    }
    // As libpq pairs them: an address counts before the name in the same place of its list.
    const auto names = split_list(value_of(settings, "host"));
    const auto addresses = split_list(value_of(settings, "hostaddr"));
    for (std::size_t i = 0; i < std::max(names.size(), addresses.size()); ++i) {
        const bool by_address = i < addresses.size() && !addresses[i].empty();
        if (!is_local_host(by_address ? addresses[i] : i < names.size() ? names[i] : "")) {
            return false;
        }
    }
    return true;
}

} // namespace seedbed::database
