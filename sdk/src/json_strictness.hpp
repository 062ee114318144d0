#pragma once

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace seedbed::json_detail {

inline boost::json::parse_options strict_options() {
    boost::json::parse_options options;
    options.max_depth = 32;
    return options;
}

[[noreturn]] inline void refuse(std::string_view what, std::string_view why) {
    throw error(
        failure::seeding,
        fmt::format("{}: {}. Nothing of the answer is used; try again later, and if it stays so, "
                    "check the source's address and whether its API has changed.",
                    what,
                    why));
}

inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
inline constexpr std::string_view blanks = " \t\r\n";
inline constexpr const char* empty_answer = "the answer is empty";
inline constexpr const char* markup_answer = "the answer is an HTML or XML page, not JSON";

/// Follows a document for what Boost.JSON lets pass: keys given twice, and numbers that overflow.
class strictness {
public:
    /// What was wrong, when it stopped the parser.
    const std::string& objection() const { return objection_; }

    void object_begins() { keys_.emplace_back(); }
    void object_ends() { keys_.pop_back(); }

    void key_part(std::string_view text) { key_.append(text); }

    /// The key's end. False where the object has it already; key() stays until the next part.
    bool key_ends(std::string_view text) {
        key_.append(text);
        const bool is_new = keys_.back().insert(key_).second;
        if (!is_new)
            objection_ =
                fmt::format("the key \"{}\" comes twice in one object", http::excerpt(key_));
        last_key_ = std::exchange(key_, {});
        return is_new;
    }
    const std::string& last_key() const { return last_key_; }

    bool fits(double value) {
        const bool finite = std::isfinite(value);
        if (!finite)
            objection_ = "a number is too large";
        return finite;
    }

private:
    std::vector<std::unordered_set<std::string>> keys_; // of the objects that are open
    std::string key_;
    std::string last_key_;
    std::string objection_;
};

} // namespace seedbed::json_detail
