#include "latest_prices.hpp"

#include "price_history/largest_price.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace seedbed::coinspot {

namespace {

namespace json = boost::json;

constexpr std::string_view source = "CoinSpot /latest";

/// CoinSpot keeps the code that a coin had when it was listed. MATIC is no slip: the coin is POL
/// since 2024, but the application tracks it, and keeps its history, as MATIC.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> renamed = {{
    {"ANS", "NEO"},
    {"BCC", "BCH"},
    {"BCHSV", "BSV"},
    {"GNT", "GLM"},
    {"KLAY", "KAIA"},
    {"MIOTA", "IOTA"},
    {"RNDR", "RENDER"},
    {"STR", "XLM"},
}};

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::toupper(c); });
    return result;
}

/// The usual ticker where `code` is an old one.
std::optional<std::string> new_name(const std::string& code) {
    for (const auto& [old_code, ticker] : renamed) {
        if (code == old_code)
            return std::string(ticker);
    }
    return std::nullopt;
}

std::string shown(const json::value& value) {
    return http::excerpt(json::serialize(value), 60);
}

[[noreturn]] void refuse(const std::string& why) {
    throw error(failure::seeding,
                fmt::format("{}: {}. No price is taken; try again later, and if it stays so, check "
                            "whether CoinSpot's API has changed.",
                            source,
                            why));
}

std::string kind_name(const json::value& value) {
    return std::string(json::to_string(value.kind()));
}

const json::object& prices_of(const json::value& answer) {
    const json::object* root = answer.if_object();
    if (root == nullptr)
        refuse(fmt::format("the answer's type is {}, not object", kind_name(answer)));

    const json::value* status = root->if_contains("status");
    if (status == nullptr || !status->is_string() || status->get_string() != "ok") {
        const json::value* message = root->if_contains("message");
        const std::string said = message != nullptr && message->is_string()
                                     ? http::excerpt(message->get_string())
                                     : "it gives no message";
        refuse(fmt::format("the status is {}, not \"ok\": {}",
                           status == nullptr ? "absent" : shown(*status),
                           said));
    }

    const json::value* prices = root->if_contains("prices");
    if (prices == nullptr)
        refuse("\"prices\" is absent");
    if (!prices->is_object())
        refuse(fmt::format("the type of \"prices\" is {}, not object", kind_name(*prices)));
    return prices->get_object();
}

/// The number's text: a string as it is, a double in the fewest digits that give it back.
std::optional<std::string> number_text(const json::value& value) {
    if (const json::string* text = value.if_string())
        return std::string(text->data(), text->size());
    if (value.is_int64())
        return std::to_string(value.get_int64());
    if (value.is_uint64())
        return std::to_string(value.get_uint64());
    if (!value.is_double())
        return std::nullopt;
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), value.get_double());
    return std::string(digits.data(), written.ptr);
}

/// One coin's fields. The first that is of no use is told in `objection`.
class price_reader {
public:
    explicit price_reader(const json::object& fields) : fields_(fields) {}

    price read(std::string_view name) {
        const json::value* value = fields_.if_contains(json::string_view(name.data(), name.size()));
        if (value == nullptr)
            return reject(fmt::format("{} is absent", name));
        const std::optional<std::string> text = number_text(*value);
        if (!text)
            return reject(fmt::format("{} is {}, not a price", name, shown(*value)));
        return read_text(name, *text, *value);
    }

    const std::string& objection() const { return objection_; }

private:
    price read_text(std::string_view name, const std::string& text, const json::value& value) {
        try {
            const price parsed = price::parse(text);
            if (parsed <= price())
                return reject(fmt::format("{} is {}, not above zero", name, shown(value)));
            if (parsed.units() > ohmycoins::largest_price_units)
                return reject(fmt::format(
                    "{} is {}, more than prices are computed with", name, shown(value)));
            return parsed;
        } catch (const error&) {
            return reject(fmt::format("{} is {}, which no price column holds", name, shown(value)));
        }
    }

    price reject(std::string why) {
        if (objection_.empty())
            objection_ = std::move(why);
        return {};
    }

    const json::object& fields_;
    std::string objection_;
};

class collector {
public:
    void add(std::string_view key, const json::value& value) {
        if (key.find('_') != std::string_view::npos) // a market against another currency
            return;
        const std::string name = http::excerpt(key, 40);
        const bool is_code = !key.empty() && std::ranges::all_of(key, [](unsigned char c) {
            return std::isalnum(c);
        });
        if (!is_code)
            return reject(name, "the key is no coin's code; it is left out");
        const json::object* fields = value.if_object();
        if (fields == nullptr)
            return reject_coin(key, name, fmt::format("{} stands for its prices", shown(value)));

        price_reader reader(*fields);
        coin_price found{{}, reader.read("bid"), reader.read("ask"), reader.read("last")};
        if (!reader.objection().empty())
            return reject_coin(key, name, reader.objection());
        keep(name, upper(key), std::move(found));
    }

    latest result() && {
        latest all;
        for (auto& [ticker, found] : usable_)
            all.prices.push_back(std::move(found.price));
        all.warnings = std::move(warnings_);
        all.rejected = rejected_;
        for (const coin_price& found : all.prices)
            unusable_.erase(found.ticker);
        all.unusable = std::move(unusable_);
        return all;
    }

private:
    struct usable {
        coin_price price;
        std::string key;
        bool by_old_code;
    };

    void keep(const std::string& name, const std::string& code, coin_price found) {
        const std::optional<std::string> renamed_to = new_name(code);
        found.ticker = renamed_to.value_or(code);
        flag(name, found);
        const auto [place, is_new] =
            usable_.try_emplace(found.ticker, usable{found, name, renamed_to.has_value()});
        if (is_new)
            return;
        const bool replaces = place->second.by_old_code && !renamed_to;
        const std::string kept = replaces ? name : place->second.key;
        warn(replaces ? place->second.key : name,
             fmt::format(
                 "\"{}\" gives {} too; its price is kept, this one left out", kept, found.ticker));
        if (replaces)
            place->second = {found, name, false};
    }

    void flag(const std::string& name, const coin_price& found) {
        if (found.ask < found.bid)
            return warn(name,
                        fmt::format("ask {} is below bid {}; it is kept",
                                    found.ask.to_string(),
                                    found.bid.to_string()));
        if (found.last < found.bid || found.last > found.ask)
            warn(name,
                 fmt::format("last {} is outside of bid {} and ask {}; it is kept",
                             found.last.to_string(),
                             found.bid.to_string(),
                             found.ask.to_string()));
    }

    void reject_coin(std::string_view key, const std::string& name, const std::string& why) {
        const std::string code = upper(key);
        unusable_.try_emplace(new_name(code).value_or(code), why);
        reject(name, fmt::format("{}; it is left out", why));
    }

    void reject(const std::string& coin, const std::string& why) {
        ++rejected_;
        warn(coin, why);
    }

    void warn(const std::string& coin, const std::string& what) {
        warnings_.push_back(fmt::format("{}, {}: {}", source, coin, what));
    }

    std::map<std::string, usable> usable_; // by ticker
    std::vector<std::string> warnings_;
    std::map<std::string, std::string> unusable_; // why, by ticker
    std::uint64_t rejected_ = 0;
};

} // namespace

latest parse_latest(std::string_view body) {
    const json::value answer = parse_json(body, source);
    collector collected;
    const json::object& prices = prices_of(answer);
    for (const auto& entry : prices)
        collected.add({entry.key().data(), entry.key().size()}, entry.value());
    latest all = std::move(collected).result();
    if (all.prices.empty())
        refuse(fmt::format("none of the {} entries under \"prices\" is a usable price{}{}",
                           prices.size(),
                           all.warnings.empty() ? "" : "; the first: ",
                           all.warnings.empty() ? "" : all.warnings.front()));
    return all;
}

} // namespace seedbed::coinspot
