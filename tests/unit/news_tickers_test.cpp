#include "plugins/news/tickers.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace news = seedbed::news;

namespace {

struct title_case {
    const char* title;
    const char* tickers;
};

std::ostream& operator<<(std::ostream& out, const title_case& row) {
    return out << row.title;
}

constexpr title_case titles[] = {
    {"", ""},
    {"Bitcoin and ETHEREUM climb", "BTC ETH"},
    {"ETH, BTC and Bitcoin again", "ETH BTC"},
    {"Bitcoin's week; Solana’s month", "BTC SOL"},
    {"BTC-backed loans/(ADA) $doge!", "BTC ADA DOGE"},
    {"XBT futures and Ether options", "BTC ETH"},
    {"Uniswap, Aave, Cardano, Polkadot, Dogecoin, Chainlink", "UNI AAVE ADA DOT DOGE LINK"},
    {"Polygon drops; POL holders wait for MATIC", "MATIC"},
    {"Ripple sues while XRP rests", "XRP"},
    {"Bitcoin Cash splits from Bitcoin", "BCH BTC"},
    {"Ethereum Classic and Shiba Inu", "ETC SHIB"},
    {"USDC and Tether's USDT", "USDC USDT"},
    // ordinary words
    {"Click the link, connect the dot, near the sun", ""},
    {"A ripple of stellar news about a polygon", ""},
    {"Avalanche of orders at Near record pace", ""},
    {"Near Protocol and the Avalanche network", "NEAR AVAX"},
    {"LINK and DOT rise near $5", "LINK DOT"},
    {"$link beats $near", "LINK NEAR"},
    {"CLICK THE LINK: THE DOT COM IS NEAR", ""},
    {"BTC FALLS, SOLANA TOO: $LINK", "BTC SOL LINK"},
    {"TRUMP and $TRUMP", "TRUMP"},
    {"Optimism returns etc", ""},
    // no words of their own
    {"eBTC, BTCUSD, BTC2 and Bitcoinist", ""},
    {"Bitcoiné and ΒTC", ""},
    {"btc in lower case", ""},
    {"the aave", ""},
};

} // namespace

BOOST_AUTO_TEST_SUITE(news_tickers_test)

BOOST_DATA_TEST_CASE(coins_are_recognised_and_ordinary_words_are_not, titles, row) {
    std::string joined;
    for (const std::string& ticker : news::tickers_in(row.title))
        joined += (joined.empty() ? "" : " ") + ticker;
    BOOST_TEST(joined == row.tickers);
}

BOOST_AUTO_TEST_SUITE_END()
