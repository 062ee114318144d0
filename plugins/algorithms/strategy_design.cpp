#include "strategy_design.hpp"

#include "market/coins.hpp"
#include "market/model.hpp"
#include "strategy_words.hpp"

#include <seedbed/permutation.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <vector>

namespace ohmycoins {
namespace {

namespace market = seedbed::market;

/// What a name tells: one of `firsts` × `seconds` pairs, different for each row of a block.
constexpr std::uint64_t firsts = 31;
constexpr std::uint64_t seconds = 19;
constexpr std::uint64_t variants = firsts * seconds;

struct choice {
    int first = 0;  ///< 0 to 30
    int second = 0; ///< 0 to 18
    std::size_t coin = 0;
};

struct kind_of_strategy {
    const char* type;
    double weight;
    /// The configuration's members, without the coin and the size.
    std::string (*configure)(const choice& chosen, seedbed::random& draws);
    /// The name without the coin.
    std::string (*title)(const choice& chosen);
    /// Templates of descriptions; their slots are those of `tell`.
    const std::vector<std::string>& (*sentences)();
    std::string (*first)(const choice& chosen);
    std::string (*second)(const choice& chosen);
};

std::string text_of(int number) {
    return std::to_string(number);
}

// Windows count prices of five minutes. They are short enough for a backtest over a week.

int short_window(const choice& c) {
    return 10 + c.first;
}
/// 3 to 5.5 times the short one.
int long_window(const choice& c) {
    return short_window(c) * 3 + short_window(c) * 5 * c.second / 36;
}

std::string configure_crossover(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"ma_crossover","short_window":{},"long_window":{})",
                       short_window(c),
                       long_window(c));
}

int rsi_period(const choice& c) {
    return 12 + c.first;
}
int oversold(const choice& c) {
    return 16 + c.second;
}
int overbought(const choice& c) {
    return 100 - oversold(c);
}

std::string configure_rsi(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"rsi_reversion","period":{},"oversold":{},"overbought":{})",
                       rsi_period(c),
                       oversold(c),
                       overbought(c));
}

int band_window(const choice& c) {
    return 24 + 2 * c.first;
}
std::string deviations(const choice& c) {
    const int tenths = 15 + c.second;
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string configure_bollinger(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"bollinger_reversion","window":{},"deviations":{})",
                       band_window(c),
                       deviations(c));
}

int entry_window(const choice& c) {
    return 48 + 4 * c.first;
}
int exit_window(const choice& c) {
    return 12 + 2 * c.second;
}

std::string configure_breakout(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"breakout","entry_window":{},"exit_window":{})",
                       entry_window(c),
                       exit_window(c));
}

std::array<int, 3> momentum_windows(const choice& c) {
    const int shortest = 10 + c.first;
    return {shortest, 2 * shortest, 3 * shortest + 4 * c.second};
}

std::string configure_momentum(const choice& c, seedbed::random& draws) {
    std::array<double, 3> weights{};
    for (double& weight : weights)
        weight = draws.between(0.25, 0.95);
    return fmt::format(
        R"("strategy":"momentum_classifier","windows":[{}],)"
        R"("weights":[{:.3f}],"bias":{:.3f},"enter_above":{:.2f},"exit_below":{:.2f})",
        fmt::join(momentum_windows(c), ","),
        fmt::join(weights, ","),
        draws.between(-0.30, -0.02),
        draws.between(0.62, 0.74),
        draws.between(0.30, 0.42));
}

int trend_window(const choice& c) {
    return 18 + 3 * c.first;
}
int volatility_window(const choice& c) {
    return 12 + 2 * c.second;
}

/// The states' values of not holding and of holding, in per mille of the price: the better action
/// follows the trend, keeps what it has while there is none, and buys into no busy market.
std::string q_values(seedbed::random& draws) {
    std::vector<std::string> rows;
    for (int state = 0; state < 12; ++state) {
        const int trend = state / 4;
        const bool busy = state / 2 % 2 == 1;
        const bool holds = state % 2 == 1;
        const bool hold = trend == 2 ? holds || !busy : trend == 1 && holds;
        const double value = draws.between(-0.4, 0.8);
        const double worse = value - draws.between(0.05, 0.6);
        rows.push_back(fmt::format("[{:.3f},{:.3f}]", hold ? worse : value, hold ? value : worse));
    }
    return fmt::format("{}", fmt::join(rows, ","));
}

std::string configure_policy(const choice& c, seedbed::random& draws) {
    const double step = std::sqrt(market::model::normal_slot_variance(c.coin));
    const double trend = step * std::sqrt(static_cast<double>(trend_window(c)));
    return fmt::format(R"("strategy":"q_policy","trend_window":{},"flat_below":{:.5f},)"
                       R"("volatility_window":{},"busy_above":{:.5f},"q_values":[{}])",
                       trend_window(c),
                       trend * draws.between(0.4, 0.9),
                       volatility_window(c),
                       step * draws.between(1.0, 1.6),
                       q_values(draws));
}

const std::array<kind_of_strategy, 6> kinds{{
    {"rule_based",
     0.32,
     configure_crossover,
     [](const choice& c) {
         return fmt::format("MA Crossover {}/{}", short_window(c), long_window(c));
     },
     crossover_sentences,
     [](const choice& c) { return text_of(short_window(c)); },
     [](const choice& c) { return text_of(long_window(c)); }},
    {"rule_based",
     0.14,
     configure_rsi,
     [](const choice& c) {
         return fmt::format("RSI Reversion {} ({}/{})", rsi_period(c), oversold(c), overbought(c));
     },
     rsi_sentences,
     [](const choice& c) { return text_of(rsi_period(c)); },
     [](const choice& c) { return fmt::format("{} and {}", oversold(c), overbought(c)); }},
    {"rule_based",
     0.14,
     configure_bollinger,
     [](const choice& c) {
         return fmt::format("Bollinger Reversion {}/{}", band_window(c), deviations(c));
     },
     bollinger_sentences,
     [](const choice& c) { return text_of(band_window(c)); },
     deviations},
    {"rule_based",
     0.12,
     configure_breakout,
     [](const choice& c) { return fmt::format("Breakout {}/{}", entry_window(c), exit_window(c)); },
     breakout_sentences,
     [](const choice& c) { return text_of(entry_window(c)); },
     [](const choice& c) { return text_of(exit_window(c)); }},
    {"ml_model",
     0.15,
     configure_momentum,
     [](const choice& c) {
         return fmt::format("Momentum Classifier {}", fmt::join(momentum_windows(c), "/"));
     },
     momentum_sentences,
     [](const choice& c) {
         const auto windows = momentum_windows(c);
         return fmt::format("{}, {} and {}", windows[0], windows[1], windows[2]);
     },
     [](const choice&) { return std::string("three"); }},
    {"reinforcement_learning",
     0.13,
     configure_policy,
     [](const choice& c) {
         return fmt::format("Q-Policy {}/{}", trend_window(c), volatility_window(c));
     },
     policy_sentences,
     [](const choice& c) { return text_of(trend_window(c)); },
     [](const choice& c) { return text_of(volatility_window(c)); }},
}};

const kind_of_strategy& draw_kind(std::uint64_t index, seedbed::random draws) {
    if (index == 0)
        return kinds.front();
    std::array<double, kinds.size()> weights{};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        weights.at(i) = kinds.at(i).weight;
    return kinds.at(draws.weighted(weights));
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

} // namespace

strategy_designer::strategy_designer(std::uint64_t seed)
    : draws_(seedbed::derive_key(seed, "algorithms: strategies")),
      variants_(seedbed::derive_key(seed, "algorithms: variants")) {}

strategy_design strategy_designer::design(std::uint64_t index,
                                          const seedbed::decimal<20, 2>& order_size) const {
    const seedbed::random draws(draws_, index);
    const kind_of_strategy& kind = draw_kind(index, draws.lane("kind"));
    const std::uint64_t variant = seedbed::permutation(variants_, variants)(index % variants);
    const choice chosen{.first = static_cast<int>(variant % firsts),
                        .second = static_cast<int>(variant / firsts),
                        .coin = draw_coin(draws.lane("coin"))};
    const std::string coin(market::coin_at(chosen.coin).ticker);
    const std::string serial = index < variants ? "" : fmt::format(" #{}", index / variants + 1);
    seedbed::random parameters = draws.lane("parameters");
    seedbed::random words = draws.lane("words");
    return {.coin_type = coin,
            .name = coin + " " + kind.title(chosen) + serial,
            .description = describe_strategy(words,
                                             kind.sentences(),
                                             {.coin = coin,
                                              .first = kind.first(chosen),
                                              .second = kind.second(chosen),
                                              .size = whole(order_size)}),
            .algorithm_type = kind.type,
            .configuration_json = fmt::format(R"({{{},"coin_type":"{}","order_size_aud":{}}})",
                                              kind.configure(chosen, parameters),
                                              coin,
                                              whole(order_size))};
}

} // namespace ohmycoins
