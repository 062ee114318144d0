#pragma once

#include <map>
#include <string>

namespace seedbed::discovery {

/// How a binary was built, field by field ("boost" -> "1.81"). Host and plugin share C++ types, so
/// they fit only when every field is equal. One field is for people: "version", that of the SDK.
/// Versions with the same "sdk abi" fit each other.
using fingerprint = std::map<std::string, std::string>;

/// A table of all fields that differ, each with both values, and what to do; empty when none does.
std::string compare_fingerprints(const fingerprint& host, const fingerprint& plugin);

} // namespace seedbed::discovery
