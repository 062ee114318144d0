#pragma once

#include <seedbed/random.hpp>

#include <string>

namespace ohmycoins {

/// A `$2b$` hash of `password`, 60 characters, by the system's libcrypt. The salt is drawn from
/// `salt`, so that the same seed gives the same hash. Each step of `cost` doubles the time; 12
/// takes about a quarter of a second. Throws seedbed::error(failure::seeding) when libcrypt has
/// no bcrypt. May run on any thread.
std::string bcrypt(const std::string& password, int cost, seedbed::random salt);

} // namespace ohmycoins
