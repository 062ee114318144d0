#pragma once

#include "core/discovery/json_lines.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed::discovery {

/// Whether a terminal may take a character of the text for a command: U+0000 to U+001F, U+007F to
/// U+009F.
bool has_control_character(std::string_view text);

/// The text with each of these characters as "\u001b".
std::string escaped(std::string_view text);

inline constexpr const char* not_one_line = "must be one line without control characters";

/// Gathers what is wrong with one manifest. What it tells is fit for a terminal, whatever stands in
/// the manifest.
class problem_log {
public:
    /// `json` must have been parsed without an error, and outlive this.
    problem_log(std::string file, std::string_view json);

    /// Adds `file:line: "path": message`.
    void add(const std::string& path, const std::string& message);

    /// Adds `file:line: message`, with the path's line.
    void add_at_line_of(const std::string& path, const std::string& message);

    /// Adds all keys that stand more than once in their object.
    void add_repeated_keys();

    /// Everything added, by line.
    std::vector<std::string> take();

private:
    const json_lines& lines();

    std::string file_;
    std::string_view json_;
    std::optional<json_lines> lines_; // found for the first problem; most manifests have none
    std::vector<std::pair<std::size_t, std::string>> problems_;
};

/// Reads one JSON object's members by name. What does not fit goes to the log and reads as empty;
/// every member that nobody asked for is a problem too (see finish).
class manifest_fields {
public:
    /// `object` and `log` must outlive this.
    manifest_fields(const boost::json::object& object, std::string path, problem_log& log);

    const boost::json::value* require(const std::string& key);
    const boost::json::value* find(const std::string& key);

    std::string required_text(const std::string& key); ///< one line, not empty
    std::string text(const std::string& key);          ///< the same when there; else empty
    bool flag(const std::string& key);                 ///< false when left out
    std::optional<double> number(const std::string& key);
    std::vector<std::string> texts(const std::string& key); ///< array of strings
    std::map<std::string, std::string> required_text_map(const std::string& key);

    /// A lower-case letter, then lower-case letters, digits and `separator`, at most 64 in all.
    std::string required_name(const std::string& key, char separator);
    void check_name(const std::string& key, const std::string& name, char separator);

    /// Gives `name` back; unless it is empty it must name an environment variable.
    std::string environment_name(const std::string& key, const std::string& name);

    /// Which of the words it is; nothing (and a problem) when it is none of them.
    std::optional<std::size_t> required_choice(const std::string& key,
                                               const std::vector<std::string>& words);

    /// Calls `read` with the fields of each object in an array of objects.
    void each_object(const std::string& key, const std::function<void(manifest_fields&)>& read);

    /// Calls `read` with the fields of an object, where there is one.
    void each_member(const std::string& key, const std::function<void(manifest_fields&)>& read);

    /// Members that may be there although what they mean cannot be told.
    void leave_unread(std::initializer_list<const char*> keys);

    /// Reports the members that were not asked for, with the nearest key that was.
    void finish();

    void add_problem(const std::string& key, const std::string& message);
    std::string path_of(const std::string& key) const;

private:
    std::string one_line(const std::string& key, const boost::json::value& value);
    std::string filled_line(const std::string& key, const boost::json::value& value);

    const boost::json::object& object_;
    std::string path_;
    problem_log& log_;
    std::vector<std::string> known_;
};

/// "array", "string", …; a number with its value, because integers and fractions differ.
std::string describe(const boost::json::value& value);

} // namespace seedbed::discovery
