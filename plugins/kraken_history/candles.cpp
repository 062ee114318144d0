#include "candles.hpp"

#include "price_history/largest_price.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/json.hpp>
#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace seedbed::kraken {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse(const std::string& pair, const std::string& why) {
    throw error(failure::seeding,
                fmt::format("Kraken OHLC of {}: {}. Try again later, and if it stays so, check "
                            "whether Kraken's API has changed.",
                            pair,
                            why));
}

std::string shown(const json::value& value) {
    return http::excerpt(json::serialize(value), 60);
}

/// Kraken's errors are "<severity E or W><category>:<words>". These pass by themselves.
bool will_pass(std::string_view said) {
    constexpr std::array passing = {"EService:",
                                    "EAPI:Rate limit",
                                    "EGeneral:Too many requests",
                                    "EGeneral:Temporary lockout",
                                    "EGeneral:Internal error"};
    return std::ranges::any_of(passing,
                               [&](std::string_view start) { return said.starts_with(start); });
}

void expect_no_error(const json::object& root, const std::string& pair) {
    const json::value* errors = root.if_contains("error");
    if (errors == nullptr || !errors->is_array())
        refuse(pair, errors == nullptr ? "\"error\" is absent" : "\"error\" is no list");
    for (const json::value& each : errors->get_array()) {
        const std::string said = each.is_string() ? http::excerpt(each.get_string()) : shown(each);
        if (said.starts_with('W')) // a warning
            continue;
        throw source_error(will_pass(said) ? source_outcome::unavailable : source_outcome::refused,
                           fmt::format("Kraken answered for {}: {}", pair, said));
    }
}

const json::array& list_of(const json::value& answer, const std::string& pair) {
    const json::object* root = answer.if_object();
    if (root == nullptr)
        refuse(pair, "the answer is no object");
    expect_no_error(*root, pair);
    const json::value* result = root->if_contains("result");
    if (result == nullptr || !result->is_object())
        refuse(pair, "\"result\" is no object");
    const json::array* list = nullptr;
    for (const auto& member : result->get_object()) {
        if (!member.value().is_array())
            continue;
        if (list != nullptr)
            refuse(pair, "\"result\" has several lists of candles");
        list = &member.value().get_array();
    }
    if (list == nullptr)
        refuse(pair, "\"result\" has no list of candles");
    return *list;
}

std::optional<aud_price> read_price(const json::value& value) {
    if (!value.is_string())
        return std::nullopt;
    try {
        const aud_price price = aud_price::parse(value.get_string());
        const bool usable = price > aud_price() && price.units() <= ohmycoins::largest_price_units;
        return usable ? std::optional(price) : std::nullopt;
    } catch (const error&) { // no number
        return std::nullopt;
    }
}

std::optional<std::int64_t> read_start(const json::value& value) {
    constexpr std::int64_t year_3000 = 32'503'680'000;
    if (!value.is_int64())
        return std::nullopt;
    const std::int64_t start = value.get_int64();
    const bool usable = start >= 0 && start < year_3000 && start % candle_seconds == 0;
    return usable ? std::optional(start) : std::nullopt;
}

std::optional<candle> read_candle(const json::value& value) {
    const json::array* fields = value.if_array();
    if (fields == nullptr || fields->size() < 5)
        return std::nullopt;
    const auto start = read_start((*fields)[0]);
    const auto open = read_price((*fields)[1]);
    const auto high = read_price((*fields)[2]);
    const auto low = read_price((*fields)[3]);
    const auto close = read_price((*fields)[4]);
    const bool complete = start && open && high && low && close;
    if (!complete || *close < *low || *close > *high)
        return std::nullopt;
    return candle{.end = *start + candle_seconds, .close_aud = *close};
}

std::optional<std::int64_t> start_of(const json::value& row) {
    const json::array* fields = row.if_array();
    return fields == nullptr || fields->empty() ? std::nullopt : read_start(fields->front());
}

/// When the candle began that is still open: the newest, also where its prices cannot be read.
/// Where the last row has no time, it is that one.
std::optional<std::int64_t> open_start(const json::array& rows) {
    if (rows.empty() || !start_of(rows.back()))
        return std::nullopt;
    std::optional<std::int64_t> newest;
    for (const json::value& each : rows)
        newest = std::max(newest, start_of(each));
    return newest;
}

} // namespace

candles parse_candles(std::string_view body, const std::string& pair) {
    const json::value answer = parse_json(body, "Kraken OHLC of " + pair);
    const json::array& rows = list_of(answer, pair);
    candles read;
    std::map<std::int64_t, candle> by_end;
    for (const json::value& each : rows) {
        const std::optional<candle> found = read_candle(each);
        if (found && by_end.try_emplace(found->end, *found).second)
            continue;
        if (read.rejected++ == 0)
            read.first_rejection =
                fmt::format("{} {}", shown(each), found ? "comes twice" : "is no candle");
    }
    if (const auto open = open_start(rows))
        by_end.erase(*open + candle_seconds);
    if (by_end.empty())
        refuse(pair,
               "it has no candle that is over" +
                   (read.rejected == 0 ? std::string()
                                       : fmt::format("; {} rows are of no use, the first: {}",
                                                     read.rejected,
                                                     read.first_rejection)));
    for (const auto& [end, each] : by_end)
        read.closed.push_back(each);
    return read;
}

} // namespace seedbed::kraken
