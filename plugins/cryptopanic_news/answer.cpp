#include "answer.hpp"

#include "news/words.hpp"

#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace seedbed::cryptopanic {
namespace {

namespace json = boost::json;

/// What an error's body says to people: `info`, or `detail` as Django REST Framework has it; else
/// its beginning.
std::string words_of_vendor(const std::string& body) {
    boost::system::error_code failed;
    const json::value parsed = json::parse(body, failed);
    if (!failed && parsed.is_object())
        for (const char* name : {"info", "detail"})
            if (const json::value* text = parsed.get_object().if_contains(name);
                text != nullptr && text->is_string())
                return http::excerpt(std::string_view(text->get_string()));
    return http::excerpt(body);
}

std::string advice(unsigned status, std::string_view said) {
    if (said.find("error code: 1010") != std::string_view::npos)
        return "That is Cloudflare, in front of the API, which takes this client for a robot";
    if (status == 404)
        return "There is no such plan: check --cryptopanic-plan";
    return "Check CRYPTOPANIC_API_KEY, and --cryptopanic-plan, which has to be the key's plan";
}

std::string first_of_next_month(timestamp now) {
    using namespace std::chrono;
    const year_month_day today(floor<days>(now.time()));
    const sys_days first = (today.year() / today.month() + months(1)) / 1;
    return timestamp(first).to_string();
}

bool is_quota(const std::string& said) {
    return news::lower_case(said).find("quota") != std::string::npos;
}

bool is_refusal(unsigned status) {
    return status == 400 || status == 401 || status == 403 || status == 404;
}

} // namespace

void expect_posts(const http::response& response, timestamp now) {
    const std::string said = words_of_vendor(response.body);
    const std::string answered = fmt::format("CryptoPanic answered {} {}{}{}{}{}",
                                             response.status,
                                             http::excerpt(response.reason, 60),
                                             response.remark.empty() ? "" : " ",
                                             response.remark,
                                             said.empty() ? "" : ": ",
                                             said);
    if (response.status == 429 && is_quota(said))
        throw source_error(
            source_outcome::unavailable,
            fmt::format("{}. The key's month is used up until the first of next month UTC, {}",
                        answered,
                        first_of_next_month(now)));
    if (response.status == 429)
        throw source_error(source_outcome::unavailable,
                           answered + ". Wait a quarter of an hour before the next run");
    if (is_refusal(response.status))
        throw source_error(source_outcome::refused,
                           fmt::format("{}. {}", answered, advice(response.status, said)));
    expect_ok(response, "CryptoPanic");
}

} // namespace seedbed::cryptopanic
