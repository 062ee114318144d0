#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace seedbed::discovery {

/// Where each value of a JSON text stands, for messages: Boost.JSON keeps no positions. A value is
/// named by its path, "depends[0].plugin".
class json_lines {
public:
    /// `text` must have been parsed as JSON without an error; it is only read here.
    explicit json_lines(std::string_view text);

    /// The line, from 1, of the path's key or array element; 1 when the text has no such value.
    /// Of a repeated key, the last one's.
    std::size_t line_of(const std::string& path) const;

    /// The paths of keys that stand more than once in their object (a parser keeps the last).
    const std::vector<std::string>& repeated_keys() const noexcept { return repeated_keys_; }

private:
    char next();
    std::string_view take_string();
    std::string read_key(); // escapes resolved
    void read_value(const std::string& path);
    void read_object(const std::string& path);
    void read_array(const std::string& path);

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t line_ = 1;
    std::unordered_map<std::string, std::size_t> lines_;
    std::vector<std::string> repeated_keys_;
};

/// Whether json_lines has repeated keys for the text that this value was parsed from: the text then
/// has more keys than the value. Much cheaper than to find all the lines.
bool repeats_keys(std::string_view text, const boost::json::value& parsed);

/// The path of a member of the object at `path`; the root's path is empty.
std::string member_path(const std::string& path, std::string_view key);

/// The path of an element of the array at `path`.
std::string element_path(const std::string& path, std::size_t index);

} // namespace seedbed::discovery
