#pragma once

#include "core/discovery/manifest.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

/// Manifests to read, and what is said of those with a mistake.
namespace seedbed::discovery::test {

inline const std::string whole = R"({
  "name": "price_history",
  "version": "1.2",
  "kind": "model",
  "description": "Five-minute prices that look like a market",
  "library": "libseedbed_plugin_price_history.so",
  "sdk": { "boost": "1.81", "sanitizer": "" },
  "depends": [
    { "plugin": "coinspot_prices", "version": ">=1.0", "optional": true },
    { "plugin": "coins" }
  ],
  "models": ["price"],
  "options": [
    { "name": "days", "type": "integer", "default": 7, "minimum": 1, "maximum": 36500,
      "env": "PRICE_DAYS", "count": true, "value": "N", "description": "how many days" },
    { "name": "volatility", "type": "number", "default": 1, "description": "times the usual" },
    { "name": "market", "type": "text", "default": "", "description": "bull, bear or crash" },
    { "name": "gaps", "type": "flag", "default": false, "description": "leave gaps" },
    { "name": "coins", "type": "list", "default": ["BTC", "ETH"], "description": "which" },
    { "name": "api-key", "type": "text", "secret": true, "description": "for the API" }
  ],
  "environment": [
    { "name": "FIRST_SUPERUSER", "description": "its e-mail", "secret": true }
  ]
})";

inline const std::string required = R"("name": "orders", "version": "1.0", "kind": "model",
"description": "Orders", "library": "liborders.so", "sdk": {})";

inline std::string with(const std::string& members) {
    return "{" + required + ",\n" + members + "}";
}

inline std::string with_option(const std::string& members) {
    return with(R"("options": [{"name": "days", "description": "how many",
)" + members + "}]");
}

inline std::vector<std::string> problems_of(const std::string& text) {
    return parse_manifest(text, "x.seedbed.json").problems;
}

struct mistake {
    std::string text;
    std::string problem;
};

inline void check_each(const std::vector<mistake>& mistakes) {
    for (const mistake& each : mistakes) {
        const std::vector<std::string> problems = problems_of(each.text);
        BOOST_TEST_INFO("manifest: " << each.text);
        BOOST_TEST(problems == std::vector<std::string>{each.problem},
                   boost::test_tools::per_element());
    }
}

} // namespace seedbed::discovery::test
