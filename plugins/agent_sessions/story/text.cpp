#include "text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <cmath>

namespace ohmycoins::agents {
namespace {

/// No "-0.00".
double without_negative_zero(double value, double smallest) {
    return std::abs(value) < smallest / 2 ? 0.0 : value;
}

} // namespace

std::string quoted(std::string_view text) {
    return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

std::string number(double value) {
    return std::isfinite(value) ? fmt::format("{:.6g}", value) : "null";
}

std::string percent(double fraction) {
    if (!std::isfinite(fraction))
        return "n/a";
    return fmt::format("{:.2f} %", without_negative_zero(fraction * 100, 0.01));
}

std::string ratio(double value) {
    return std::isfinite(value) ? fmt::format("{:.2f}", without_negative_zero(value, 0.01)) : "n/a";
}

std::string money(const aud& amount) {
    return amount.to_string() + " AUD";
}

std::string digits_of(const price_decimal& price) {
    std::string text = price.to_string();
    const std::size_t shortest = text.find('.') + 3;
    while (text.size() > shortest && text.back() == '0')
        text.pop_back();
    return text;
}

std::string capitalized(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string moment(seedbed::timestamp time) {
    const std::string iso = time.floor_to(std::chrono::minutes(1)).to_string();
    return iso.substr(0, 10) + ' ' + iso.substr(11, 5) + " UTC";
}

std::string span_of(seedbed::timestamp::duration length) {
    const auto hours = std::chrono::round<std::chrono::hours>(length).count();
    return hours < 48
               ? fmt::format("{} hours", hours)
               : fmt::format("{} days", std::chrono::round<std::chrono::days>(length).count());
}

std::string worded(seedbed::random& draws, std::string_view text, seedbed::given_words given) {
    static const seedbed::vocabulary no_words(seedbed::vocabulary::phrase_map{}, {});
    return seedbed::fake(draws).sentence(text, no_words, given);
}

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

} // namespace ohmycoins::agents
