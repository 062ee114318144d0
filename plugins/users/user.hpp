#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// A person with an account. Members are in the order of the application's columns.
#pragma db object table("user")
struct user {
#pragma db type("VARCHAR(255)")
    std::string email; // lower case, unique
    bool is_active = true;
    bool is_superuser = false;
#pragma db type("VARCHAR(255)")
    std::optional<std::string> full_name;
#pragma db id
    seedbed::uuid id;
#pragma db type("VARCHAR")
    std::string hashed_password; // bcrypt, $2b$
#pragma db options("DEFAULT CURRENT_TIMESTAMP")
    seedbed::timestamp created_at;
#pragma db options("DEFAULT CURRENT_TIMESTAMP")
    seedbed::timestamp updated_at;
#pragma db type("VARCHAR(50)")
    std::optional<std::string> timezone; // IANA name
#pragma db type("VARCHAR(10)")
    std::optional<std::string> preferred_currency;
#pragma db type("VARCHAR(20)")
    std::optional<std::string> risk_tolerance; // low, medium, high
#pragma db type("VARCHAR(20)")
    std::optional<std::string> trading_experience; // beginner, intermediate, advanced

#pragma db index("ix_user_email") unique member(email)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::user, "user");
