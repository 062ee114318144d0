#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::news {

/// The coins that a headline names, as upper-case tickers, each once, in the order of the text:
/// the ten that prices are bundled for, and some forty others that are often written about.
///
/// - A symbol counts in upper case as a word of its own ("LINK jumps", "BTC-backed"), or behind a
///   dollar sign in any case ("$link"). Thus "link" and "dot" in prose are no coins. In a title
///   without any lower-case letter, symbols that are ordinary words (LINK, DOT, NEAR, …) count
///   behind a dollar sign only.
/// - A name counts in any case ("dogecoin") where it means nothing else; names that are ordinary
///   words (Polygon, Ripple, Stellar, …) with a capital only; and those that headlines use mostly
///   in their ordinary sense (Near, Avalanche, Optimism) with their second word only.
/// - The longest name wins: Bitcoin Cash is BCH and not BTC.
/// - Polygon and POL are MATIC, by which name the application knows the coin.
///
/// Known limits: "Ripple Effect" in title case counts as XRP; a coin that only its product names
/// ("the Lightning Network") is not seen; nor is any coin that is not in the list.
std::vector<std::string> tickers_in(std::string_view title);

} // namespace seedbed::news
