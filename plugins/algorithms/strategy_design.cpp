#include "strategy_design.hpp"

#include "market/coins.hpp"
#include "strategy.hpp"
#include "strategy_catalogue.hpp"
#include "strategy_words.hpp"

#include <seedbed/error.hpp>
#include <seedbed/permutation.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <utility>
#include <vector>

namespace ohmycoins {
namespace {

namespace json = boost::json;
namespace market = seedbed::market;

const kind_of_strategy& draw_kind(std::uint64_t index, seedbed::random draws) {
    if (index == 0)
        return kinds.front();
    std::array<double, kinds.size()> weights{};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        weights.at(i) = kinds.at(i).weight;
    return kinds.at(draws.weighted(weights));
}

/// One of the type, as often as in a run; the drawn one where that is of it, or none is.
const kind_of_strategy&
draw_kind_of(const std::string& type, const kind_of_strategy& drawn, seedbed::random draws) {
    std::array<double, kinds.size()> weights{};
    bool any = false;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds.at(i).type == type) {
            weights.at(i) = kinds.at(i).weight;
            any = true;
        }
    return !any || drawn.type == type ? drawn : kinds.at(draws.weighted(weights));
}

/// Into coins(): people write for the coins that they hear of.
std::size_t draw_coin(seedbed::random draws) {
    std::vector<double> weights;
    for (const market::coin& coin : market::coins())
        weights.push_back(coin.ticker == "BTC"                            ? 5
                          : coin.ticker == "ETH"                          ? 4
                          : coin.ticker == "SOL" || coin.ticker == "DOGE" ? 1.8
                                                                          : 1);
    return draws.weighted(weights);
}

std::string whole(const seedbed::decimal<20, 2>& amount) {
    return fmt::format("{}", static_cast<long long>(amount.units() / 100));
}

std::string number_text(const json::value& number) {
    return number.is_double() ? fmt::format("{}", number.get_double()) : json::serialize(number);
}

/// What the configuration, which make_strategy has read, says of the members that are told.
parameters told_by(const kind_of_strategy& kind, const json::object& configuration) {
    parameters told;
    for (const char* member : kind.members) {
        const json::value& value = configuration.at(member);
        if (!value.is_array()) {
            told.push_back(number_text(value));
            continue;
        }
        for (const json::value& each : value.get_array())
            told.push_back(number_text(each));
    }
    return told;
}

std::string describe(const kind_of_strategy& kind,
                     const parameters& told,
                     const std::string& coin,
                     const std::string& size,
                     seedbed::random words) {
    return describe_strategy(
        words,
        kind.sentences(),
        {.coin = coin, .first = kind.first(told), .second = kind.second(told), .size = size});
}

/// A coin that is a word of the name.
std::optional<std::size_t> coin_in(const std::string& name) {
    static const std::regex words("[A-Za-z]+");
    for (std::sregex_iterator word(name.begin(), name.end(), words), end; word != end; ++word)
        for (std::size_t coin = 0; coin < market::coins().size(); ++coin)
            if (word->str() == market::coin_at(coin).ticker)
                return coin;
    return std::nullopt;
}

/// The short and the long window that a crossover's name tells.
std::optional<parameters> windows_in(const std::string& name) {
    static const std::regex pair("\\b([1-9][0-9]{0,3})/([1-9][0-9]{0,3})\\b");
    std::smatch found;
    if (!std::regex_search(name, found, pair) || std::stoi(found[1]) >= std::stoi(found[2]))
        return std::nullopt;
    return parameters{found[1], found[2]};
}

/// The kind and the choice that have this title, for a name that a run could have given.
std::optional<std::pair<const kind_of_strategy*, choice>> named_choice(const std::string& name) {
    for (const kind_of_strategy& kind : kinds) {
        choice c;
        const std::string title = kind.title(kind.told(c));
        if (name.find(title.substr(0, title.find(' '))) == std::string::npos)
            continue;
        for (c.first = 0; c.first < static_cast<int>(firsts); ++c.first)
            for (c.second = 0; c.second < static_cast<int>(seconds); ++c.second)
                if (name.ends_with(' ' + kind.title(kind.told(c))))
                    return std::pair(&kind, c);
    }
    return std::nullopt;
}

} // namespace

bool names_a_crossover(const std::string& name) {
    return name.find("MA Crossover") != std::string::npos ||
           name.find("MACrossover") != std::string::npos;
}

strategy_designer::strategy_designer(std::uint64_t seed)
    : draws_(seedbed::derive_key(seed, "algorithms: strategies")),
      variants_(seedbed::derive_key(seed, "algorithms: variants")) {}

strategy_design strategy_designer::design(std::uint64_t index,
                                          const seedbed::decimal<20, 2>& order_size) const {
    return design(index, order_size, {});
}

strategy_design strategy_designer::design(std::uint64_t index,
                                          const seedbed::decimal<20, 2>& order_size,
                                          const strategy_wish& wish) const {
    const seedbed::random draws(draws_, index);
    const std::uint64_t variant = seedbed::permutation(variants_, variants)(index % variants);
    choice chosen{.first = static_cast<int>(variant % firsts),
                  .second = static_cast<int>(variant / firsts),
                  .coin = draw_coin(draws.lane("coin"))};
    const kind_of_strategy* kind = &draw_kind(index, draws.lane("kind"));
    if (!wish.algorithm_type.empty())
        kind = &draw_kind_of(wish.algorithm_type, *kind, draws.lane("kind of a type"));
    std::optional<parameters> windows;
    if (!wish.name.empty()) {
        const std::size_t coin = coin_in(wish.name).value_or(chosen.coin);
        if (names_a_crossover(wish.name)) {
            kind = &kinds.front();
            windows = windows_in(wish.name);
        } else if (const auto named = named_choice(wish.name);
                   named &&
                   (wish.algorithm_type.empty() || named->first->type == wish.algorithm_type)) {
            kind = named->first;
            chosen = named->second;
        }
        chosen.coin = coin;
    }
    const std::string coin(market::coin_at(chosen.coin).ticker);
    const std::string serial = index < variants ? "" : fmt::format(" #{}", index / variants + 1);
    seedbed::random draws_of_parameters = draws.lane("parameters");
    const parameters told = windows ? *windows : kind->told(chosen);
    const std::string members = windows ? crossover_members(told[0], told[1])
                                        : kind->configure(chosen, draws_of_parameters);
    const std::string size = whole(order_size);
    return {.coin_type = coin,
            .name = coin + " " + kind->title(told) + serial,
            .description = describe(*kind, told, coin, size, draws.lane("words")),
            .algorithm_type = kind->type,
            .configuration_json =
                fmt::format(R"({{{},"coin_type":"{}","order_size_aud":{}}})", members, coin, size)};
}

std::optional<strategy_design>
strategy_designer::tell(std::uint64_t index, const std::string& configuration_json) const {
    try {
        trading::make_strategy(configuration_json); // it throws for what it cannot read
    } catch (const seedbed::error&) {
        return std::nullopt;
    }
    const json::object configuration = json::parse(configuration_json).as_object();
    const json::value* coin = configuration.if_contains("coin_type");
    const auto kind = std::ranges::find_if(kinds, [&](const kind_of_strategy& each) {
        return configuration.at("strategy") == each.strategy;
    });
    if (kind == kinds.end() || !coin || !coin->is_string() || coin->get_string().empty())
        return std::nullopt;
    const parameters told = told_by(*kind, configuration);
    const json::value* size = configuration.if_contains("order_size_aud");
    const std::string ticker(coin->get_string());
    return strategy_design{.coin_type = ticker,
                           .name = ticker + " " + kind->title(told),
                           .description =
                               size && size->is_number()
                                   ? describe(*kind,
                                              told,
                                              ticker,
                                              number_text(*size),
                                              seedbed::random(draws_, index).lane("words"))
                                   : "",
                           .algorithm_type = kind->type,
                           .configuration_json = configuration_json};
}

} // namespace ohmycoins
