#include "failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace seedbed::http {

namespace {

struct named_problem {
    problem cause;
    std::string_view name;
};

constexpr std::array<named_problem, 15> names = {{{problem::invalid_url, "invalid_url"},
                                                  {problem::insecure_url, "insecure_url"},
                                                  {problem::resolve, "resolve"},
                                                  {problem::connect, "connect"},
                                                  {problem::tls, "tls"},
                                                  {problem::timeout, "timeout"},
                                                  {problem::truncated, "truncated"},
                                                  {problem::too_large, "too_large"},
                                                  {problem::protocol, "protocol"},
                                                  {problem::coding, "coding"},
                                                  {problem::redirect, "redirect"},
                                                  {problem::shut, "shut"},
                                                  {problem::offline, "offline"},
                                                  {problem::not_recorded, "not_recorded"},
                                                  {problem::cancelled, "cancelled"}}};

failure exit_kind(problem cause) {
    switch (cause) {
    case problem::invalid_url:
    case problem::insecure_url:
        return failure::usage;
    case problem::cancelled:
        return failure::interrupted;
    default:
        return failure::seeding;
    }
}

std::string_view advice(problem cause) {
    switch (cause) {
    case problem::invalid_url:
        return "Give a URL like https://host/path";
    case problem::insecure_url:
        return "Use https; plain http is for 127.0.0.0/8, [::1] and localhost";
    case problem::resolve:
        return "Check the host's name and this machine's DNS";
    case problem::connect:
        return "Check that the server is up and that no firewall stands between";
    case problem::tls:
        return "Nothing was sent; where the certificate is at fault, check this machine's clock "
               "and CA certificates, or name the private CA's file with --ca-file";
    case problem::timeout:
        return "Try again later, or raise this limit";
    case problem::truncated:
        return "Nothing of it is used; try again later";
    case problem::too_large:
        return "Check the URL, or raise the request's body limit if that much is right";
    case problem::protocol:
        return "Check the URL, and what answers in place of the server (a proxy, a login page)";
    case problem::coding:
        return "Nothing of it is used; check what answers in place of the server";
    case problem::redirect:
        return "Check the URL; a host that is right belongs into redirect_to of the plugin's "
               "manifest";
    case problem::shut:
        return "Run again later";
    case problem::offline:
        return "Leave --offline out to ask it";
    case problem::not_recorded:
        return "Record again, with --record and an empty directory";
    case problem::cancelled:
        return "Nothing of it is used";
    }
    return {};
}

} // namespace

std::string_view name_of(problem cause) {
    return std::ranges::find(names, cause, &named_problem::cause)->name;
}

std::optional<problem> problem_named(std::string_view name) {
    const auto found = std::ranges::find(names, name, &named_problem::name);
    return found == names.end() ? std::nullopt : std::optional(found->cause);
}

void fail(problem cause, std::string_view where, std::string_view what) {
    throw transport_error(cause, fmt::format("{}: {}. {}.", where, what, advice(cause)));
}

transport_error::transport_error(problem cause, const std::string& message)
    : error(exit_kind(cause), message), cause_(cause) {}

transport_error::~transport_error() = default;

} // namespace seedbed::http
