#include "tickers.hpp"

#include "words.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

namespace seedbed::news {
namespace {

enum class writing {
    symbol,      ///< upper case, or any behind '$'
    word_symbol, ///< a symbol that is an ordinary word
    name,        ///< in any case
    proper_name, ///< an ordinary word: with a capital
};

struct spelling {
    std::string_view ticker;
    writing how;
    std::string_view text; ///< symbols in upper case, names in lower case
};

constexpr writing symbol = writing::symbol;
constexpr writing word_symbol = writing::word_symbol;
constexpr writing name = writing::name;
constexpr writing proper_name = writing::proper_name;

// clang-format off
constexpr spelling spellings[] = {
    {"BTC", symbol, "BTC"}, {"BTC", symbol, "XBT"}, {"BTC", name, "bitcoin"},
    {"ETH", symbol, "ETH"}, {"ETH", name, "ethereum"}, {"ETH", proper_name, "ether"},
    {"ADA", word_symbol, "ADA"}, {"ADA", name, "cardano"},
    {"DOT", word_symbol, "DOT"}, {"DOT", name, "polkadot"},
    {"LINK", word_symbol, "LINK"}, {"LINK", name, "chainlink"},
    {"UNI", word_symbol, "UNI"}, {"UNI", name, "uniswap"},
    {"AAVE", symbol, "AAVE"}, {"AAVE", proper_name, "aave"},
    {"SOL", word_symbol, "SOL"}, {"SOL", name, "solana"},
    {"MATIC", symbol, "MATIC"}, {"MATIC", symbol, "POL"}, {"MATIC", proper_name, "polygon"},
    {"DOGE", word_symbol, "DOGE"}, {"DOGE", name, "dogecoin"},

    {"ALGO", symbol, "ALGO"}, {"ALGO", name, "algorand"},
    {"APT", word_symbol, "APT"}, {"APT", name, "aptos"},
    {"ARB", symbol, "ARB"}, {"ARB", proper_name, "arbitrum"},
    {"ATOM", word_symbol, "ATOM"}, {"ATOM", name, "cosmos hub"},
    {"AVAX", symbol, "AVAX"}, {"AVAX", name, "avalanche network"},
    {"AVAX", name, "avalanche blockchain"}, {"AVAX", name, "avalanche foundation"},
    {"BCH", symbol, "BCH"}, {"BCH", name, "bitcoin cash"},
    {"BNB", symbol, "BNB"}, {"BNB", name, "binance coin"},
    {"BONK", word_symbol, "BONK"},
    {"BSV", symbol, "BSV"}, {"BSV", name, "bitcoin sv"},
    {"CRO", symbol, "CRO"}, {"CRO", proper_name, "cronos"},
    {"CRV", symbol, "CRV"},
    {"DAI", symbol, "DAI"},
    {"ETC", symbol, "$ETC"}, {"ETC", name, "ethereum classic"},
    {"FIL", symbol, "FIL"}, {"FIL", name, "filecoin"},
    {"GRT", symbol, "GRT"},
    {"HBAR", symbol, "HBAR"}, {"HBAR", name, "hedera"},
    {"HYPE", word_symbol, "HYPE"}, {"HYPE", name, "hyperliquid"},
    {"ICP", symbol, "ICP"}, {"ICP", name, "internet computer"},
    {"INJ", symbol, "INJ"},
    {"KAS", symbol, "KAS"}, {"KAS", name, "kaspa"},
    {"LDO", symbol, "LDO"},
    {"LTC", symbol, "LTC"}, {"LTC", name, "litecoin"},
    {"MKR", symbol, "MKR"}, {"MKR", name, "makerdao"},
    {"NEAR", word_symbol, "NEAR"}, {"NEAR", name, "near protocol"},
    {"NEO", symbol, "$NEO"},
    {"OP", symbol, "$OP"}, {"OP", name, "optimism network"}, {"OP", name, "op mainnet"},
    {"PEPE", word_symbol, "PEPE"}, {"PEPE", name, "pepe coin"},
    {"RENDER", symbol, "RNDR"}, {"RENDER", name, "render network"},
    {"SHIB", symbol, "SHIB"}, {"SHIB", name, "shiba inu"},
    {"SUI", symbol, "SUI"}, {"SUI", proper_name, "sui"},
    {"TON", word_symbol, "TON"}, {"TON", name, "toncoin"},
    {"TRUMP", symbol, "$TRUMP"},
    {"TRX", symbol, "TRX"}, {"TRX", proper_name, "tron"},
    {"USDC", symbol, "USDC"}, {"USDC", name, "usd coin"},
    {"USDT", symbol, "USDT"}, {"USDT", proper_name, "tether"},
    {"VET", symbol, "$VET"}, {"VET", name, "vechain"},
    {"WIF", symbol, "WIF"}, {"WIF", name, "dogwifhat"},
    {"XLM", symbol, "XLM"}, {"XLM", proper_name, "stellar"},
    {"XMR", symbol, "XMR"}, {"XMR", name, "monero"},
    {"XRP", symbol, "XRP"}, {"XRP", proper_name, "ripple"},
    {"XTZ", symbol, "XTZ"}, {"XTZ", name, "tezos"},
    {"ZEC", symbol, "ZEC"}, {"ZEC", name, "zcash"},
};
// clang-format on

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Without a possessive: "Bitcoin's" is Bitcoin.
std::string_view stem(const word& each) {
    return std::string_view(each.text).substr(0, each.text.find('\''));
}

bool shouts(std::string_view title) {
    return std::ranges::none_of(title, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A '$' in the list: nothing but a dollar sign makes a coin of that word.
bool is_symbol(const word& found, const spelling& wanted, bool shouted) {
    const bool only_after_dollar = wanted.text.starts_with('$');
    const std::string_view text = wanted.text.substr(only_after_dollar ? 1 : 0);
    if (found.after_dollar)
        return upper_case(stem(found)) == text;
    const bool ordinary = wanted.how == writing::word_symbol && shouted;
    return !only_after_dollar && !ordinary && stem(found) == text;
}

/// How many words of the title are that name.
std::size_t name_length(std::span<const word> rest, const spelling& wanted) {
    const std::vector<word> parts = words_of(wanted.text);
    if (parts.size() > rest.size())
        return 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (lower_case(stem(rest[i])) != parts[i].text)
            return 0;
    }
    const bool capital_lacks = wanted.how == writing::proper_name && !is_upper(rest[0].text[0]);
    return capital_lacks ? 0 : parts.size();
}

struct match {
    std::string_view ticker;
    std::size_t length = 0;
};

match longest_match(std::span<const word> rest, bool shouted) {
    match best;
    for (const spelling& wanted : spellings) {
        const bool by_symbol = wanted.how == symbol || wanted.how == word_symbol;
        const std::size_t length =
            by_symbol ? (is_symbol(rest[0], wanted, shouted) ? 1 : 0) : name_length(rest, wanted);
        if (length > best.length)
            best = {wanted.ticker, length};
    }
    return best;
}

} // namespace

std::vector<std::string> tickers_in(std::string_view title) {
    const bool shouted = shouts(title);
    const std::vector<word> words = words_of(title);
    std::vector<std::string> found;
    for (std::span<const word> rest = words; !rest.empty();) {
        const match next = longest_match(rest, shouted);
        if (next.length > 0 && std::ranges::find(found, next.ticker) == found.end())
            found.emplace_back(next.ticker);
        rest = rest.subspan(std::max<std::size_t>(next.length, 1));
    }
    return found;
}

} // namespace seedbed::news
