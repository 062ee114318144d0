#pragma once

#include "tests/cli/on_database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"

#include <map>
#include <string>
#include <vector>

namespace seedbed::test {

/// The variable that cryptopanic_news reads its key from, and the tests' key.
inline const std::string api_key = "s3cr3t/k+y-of-cryptopanic";
inline const environment_changes with_api_key{{"CRYPTOPANIC_API_KEY", api_key}};

inline const std::vector<std::string> source_names{
    "coinspot_prices", "cryptopanic_news", "defillama_protocols", "kraken_history", "rss_news"};

/// What each API that the bundled sources ask would answer; they ask for different paths, so one
/// server can stand in for all.
inline tests::answer public_api_answer(const tests::seen_request& seen) {
    static const std::map<std::string, std::string> fixtures{
        {"/latest", "coinspot/latest.json"},
        {"/OHLC", "kraken/ohlc.json"},
        {"/protocols", "defillama/protocols.json"},
        {"dailyFees", "defillama/fees.json"},
        {"dailyRevenue", "defillama/revenue.json"},
        {"/posts/", "cryptopanic/posts_v2.json"},
        {"/harbour.rss", "rss/harbour.rss"},
        {"/quay.atom", "rss/quay.atom"}};
    for (const auto& [part, file] : fixtures)
        if (seen.target.find(part) != std::string::npos)
            return tests::http_answer(200, fixture(file));
    return tests::http_answer(404, "");
}

/// The options that lead all sources to that address.
inline words public_apis_at(const std::string& base) {
    return {"--no-cache",
            "--coinspot-url",
            base,
            "--kraken-url",
            base,
            "--defillama-url",
            base,
            "--cryptopanic-url",
            base,
            "--rss-feeds",
            base + "/harbour.rss," + base + "/quay.atom"};
}

} // namespace seedbed::test
