#include "user_coherence.hpp"

#include <seedbed/fake.hpp>
#include <seedbed/random.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <string_view>

namespace ohmycoins {
namespace {

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// The number in an address that the model made, which keeps it from being anybody else's.
std::uint64_t number_in(std::string_view email) {
    const auto at = email.find_first_of("0123456789");
    std::uint64_t number = 0;
    if (at != std::string_view::npos)
        std::from_chars(email.data() + at, email.data() + email.size(), number);
    return number;
}

std::string
email_for(const std::string& full_name, const std::string& generated, std::uint64_t seed) {
    const auto space = full_name.find(' ');
    seedbed::person someone;
    someone.given_name = full_name.substr(0, space);
    someone.family_name =
        space == std::string::npos ? "" : full_name.substr(full_name.rfind(' ') + 1);
    const std::uint64_t number = number_in(generated);
    seedbed::random draws(seedbed::derive_key(seed, "users: e-mail of a given name"), number);
    return seedbed::fake(draws).unique_email(someone, number);
}

std::string capitalised(std::string_view word) {
    std::string text(word);
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

/// "Jane Doe" of jane.doe@example.com and of jane_doe7@…; nothing of an address that holds no name.
std::optional<std::string> name_in(std::string_view email) {
    const std::string_view local = email.substr(0, email.find('@'));
    const auto separator = local.find_first_of("._");
    if (separator == std::string_view::npos)
        return std::nullopt;
    const std::string_view given = local.substr(0, separator);
    std::string_view family = local.substr(separator + 1);
    while (!family.empty() && std::isdigit(static_cast<unsigned char>(family.back())) != 0)
        family.remove_suffix(1);
    if (given.size() < 2 || family.size() < 2 || !std::ranges::all_of(given, is_letter) ||
        !std::ranges::all_of(family, is_letter))
        return std::nullopt;
    return capitalised(given) + ' ' + capitalised(family);
}

} // namespace

void make_coherent(user& row, const seedbed::fixture_context& context) {
    const bool named = context.given("full_name");
    if (named && row.full_name && !row.full_name->empty() && !context.given("email"))
        row.email = email_for(*row.full_name, row.email, context.run().seed);
    if (context.given("email") && !named)
        row.full_name = name_in(row.email).value_or(row.full_name.value_or(""));
    if (row.updated_at >= row.created_at)
        return;
    if (context.given("updated_at") && !context.given("created_at"))
        row.created_at = row.updated_at;
    else if (!context.given("updated_at"))
        row.updated_at = row.created_at;
}

std::vector<seedbed::variation<user>> user_variations() {
    const auto experience = [](const char* name, const char* level, const char* risk) {
        return seedbed::variation<user>{std::string(name),
                                        std::string("trades as a person of that experience does"),
                                        [level, risk](user& row) {
                                            row.trading_experience = level;
                                            row.risk_tolerance = risk;
                                        }};
    };
    return {{"superuser", "may do everything", [](user& row) { row.is_superuser = true; }},
            {"inactive", "cannot sign in", [](user& row) { row.is_active = false; }},
            experience("beginner", "beginner", "low"),
            experience("intermediate", "intermediate", "medium"),
            experience("advanced", "advanced", "high")};
}

} // namespace ohmycoins
