#pragma once

#include "money.hpp"

#include <seedbed/fake.hpp>
#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <chrono>
#include <string>
#include <string_view>

/// How sessions write numbers and times, for people and as JSON.
namespace ohmycoins::agents {

/// A JSON string with its quotes.
std::string quoted(std::string_view text);

/// A JSON number of six digits; null where there is none (NaN, infinity).
std::string number(double value);

/// "1.23 %" for 0.0123; "n/a" for NaN.
std::string percent(double fraction);

/// Two decimals; "n/a" for NaN.
std::string ratio(double value);

/// "12345.60 AUD".
std::string money(const aud& amount);

/// All digits that count, two decimals at least: "0.1534", "61234.50".
std::string digits_of(const price_decimal& price);

/// With a capital letter at its beginning.
std::string capitalized(std::string text);

/// "2026-01-01 14:35 UTC".
std::string moment(seedbed::timestamp time);

/// "5 days", or "14 hours" below two days.
std::string span_of(seedbed::timestamp::duration length);

/// A sentence of seedbed::fake whose slots are all given.
std::string worded(seedbed::random& draws, std::string_view text, seedbed::given_words given);

std::string base64(std::string_view bytes);

} // namespace ohmycoins::agents
