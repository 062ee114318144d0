#include "redirecting.hpp"

#include "failure.hpp"
#include "location.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace seedbed::http {

namespace asio = boost::asio;
namespace urls = boost::urls;
using boost::beast::iequals;

namespace {

constexpr unsigned most_redirects = 5;

bool is_redirect(const response& answer) {
    const unsigned s = answer.status;
    return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) && answer.header("Location");
}

bool goes_along(std::string_view header) {
    static constexpr std::string_view harmless[] = {
        "Accept", "Accept-Language", "If-None-Match", "If-Modified-Since"};
    return std::ranges::any_of(harmless,
                               [&](std::string_view name) { return iequals(name, header); });
}

} // namespace

bool is_allowed_host(const std::vector<std::string>& patterns, std::string_view host) {
    return std::ranges::any_of(patterns, [&](std::string_view pattern) {
        if (!pattern.starts_with("*."))
            return iequals(pattern, host);
        pattern.remove_prefix(1);
        return host.size() > pattern.size() &&
               iequals(host.substr(host.size() - pattern.size()), pattern);
    });
}

std::string resolve_reference(const std::string& base, const std::string& reference) {
    const auto from = urls::parse_uri(base);
    const auto to = urls::parse_uri_reference(reference);
    urls::url resolved;
    if (!from || !to || !urls::resolve(*from, *to, resolved))
        fail(problem::redirect, locate(base).shown, "it redirects to what is no URL");
    resolved.remove_fragment();
    return std::string(resolved.buffer());
}

std::string without_secret_parameters(const std::string& url, const redaction& secrets) {
    const auto parsed = urls::parse_uri(url);
    if (!parsed || !parsed->has_query())
        return url;
    std::string query;
    for (const auto& parameter : parsed->encoded_params()) {
        const std::string text = std::string(parameter.key) +
                                 (parameter.has_value ? "=" + std::string(parameter.value) : "");
        if (!secrets.finds_any(text))
            query += (query.empty() ? "" : "&") + text;
    }
    urls::url cleaned(*parsed);
    if (query.empty())
        cleaned.remove_query();
    else
        cleaned.set_encoded_query(query);
    return std::string(cleaned.buffer());
}

asio::awaitable<response> redirecting::get(const inquiry& wanted, receiver& into) {
    inquiry at(wanted);
    for (unsigned followed = 0;; ++followed) {
        response answer = co_await next_.get(at, into);
        if (!is_redirect(answer))
            co_return answer;
        if (followed == most_redirects)
            fail(problem::redirect,
                 locate(wanted.request.url).shown,
                 fmt::format("it redirects more than {} times", most_redirects));
        follow(at, answer);
    }
}

void redirecting::follow(inquiry& at, const response& answer) const {
    const location from = locate(at.request.url);
    const std::string reference(*answer.header("Location"));
    at.request.url = resolve_reference(at.request.url, reference);
    if (from.tls && !at.request.url.starts_with("https:"))
        fail(problem::redirect, from.shown, "it redirects from https to something less");
    const location to = locate(at.request.url);
    if (!iequals(from.host, to.host) && !is_allowed_host(at.rules.redirect_to, to.host))
        fail(problem::redirect,
             from.shown,
             fmt::format("it redirects to {}, which the source does not know", to.shown));
    if (from.shown == to.shown)
        return;
    std::erase_if(at.request.headers, [](const auto& field) { return !goes_along(field.first); });
    at.request.url = without_secret_parameters(at.request.url, secrets_);
}

} // namespace seedbed::http
