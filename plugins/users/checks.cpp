#include "checks.hpp"

#include <string>

namespace ohmycoins {
namespace {

using seedbed::check;
using seedbed::sql_check;

/// `broken` users are shown with `words`.
check user_rule(const char* id,
                std::string rule,
                const std::string& broken,
                const std::string& words) {
    return sql_check(std::string("users.") + id,
                     std::move(rule),
                     {"user"},
                     "SELECT count(*) FROM \"user\"",
                     "SELECT concat('user ', id, ': ', " + words + ") FROM \"user\" WHERE " +
                         broken + " ORDER BY id");
}

} // namespace

// The application reads e-mail addresses with a parser that refuses the names RFC 2606 and 6762
// reserve (.test, .invalid, .local, …), and one such user breaks the page of all users.
std::vector<check> user_checks() {
    return {
        user_rule("email",
                  "an e-mail address has one @, a domain that can exist, and no space",
                  R"((email ~ '^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$' AND email !~*)"
                  R"( '\.(test|invalid|local|localhost|onion|arpa)$') IS NOT TRUE)",
                  "email"),
        sql_check("users.email_unique",
                  "no two users have the same e-mail address, capitals or not",
                  {"user"},
                  "SELECT count(*) FROM \"user\"",
                  "SELECT concat(lower(email), ': ', count(*), ' users') FROM \"user\""
                  " GROUP BY lower(email) HAVING count(*) > 1 ORDER BY 1"),
        user_rule("password",
                  "hashed_password is a bcrypt hash of 60 characters",
                  R"((hashed_password ~ '^\$2[aby]\$[0-9]{2}\$[./A-Za-z0-9]{53}$') IS NOT TRUE)",
                  "'no bcrypt hash of 60 characters'"), // never the text: it may be a password
        sql_check("users.superuser",
                  "where there are users, one of them is an active superuser",
                  {"user"},
                  "SELECT count(*) FROM \"user\"",
                  "SELECT 'no user is one' FROM \"user\" HAVING count(*) > 0"
                  " AND NOT coalesce(bool_or(is_superuser AND is_active), false)"),
        sql_check("users.timezone",
                  "timezone is one that exists, or nothing",
                  {"user"},
                  "SELECT count(*) FROM \"user\"",
                  "SELECT concat('user ', u.id, ': ', u.timezone) FROM \"user\" u"
                  " LEFT JOIN pg_timezone_names z ON z.name = u.timezone"
                  " WHERE u.timezone IS NOT NULL AND z.name IS NULL ORDER BY u.id",
                  seedbed::check_cost::costly),
        user_rule("profile",
                  "currency, risk tolerance and experience are words that the application knows",
                  "preferred_currency NOT IN ('AUD', 'USD', 'EUR', 'GBP', 'JPY', 'CNY', 'CAD',"
                  " 'NZD', 'SGD', 'BTC', 'ETH', 'USDT', 'USDC', 'BNB')"
                  " OR risk_tolerance NOT IN ('low', 'medium', 'high')"
                  " OR trading_experience NOT IN ('beginner', 'intermediate', 'advanced')",
                  "concat_ws(', ', preferred_currency, risk_tolerance, trading_experience)"),
        user_rule("times_in_order",
                  "created_at <= updated_at",
                  "updated_at < created_at",
                  "created_at, ', ', updated_at"),
    };
}

} // namespace ohmycoins
