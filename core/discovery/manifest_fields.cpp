#include "core/discovery/manifest_fields.hpp"

#include <seedbed/suggest.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seedbed::discovery {
namespace {

std::string expected(std::string_view wanted, const boost::json::value& got) {
    return fmt::format("expected {}, got {}", wanted, describe(got));
}

constexpr std::size_t longest_name = 64;

bool is_lower(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_name(std::string_view text, char separator) {
    const auto allowed = [separator](char letter) {
        return is_lower(letter) || is_digit(letter) || letter == separator;
    };
    return !text.empty() && text.size() <= longest_name && is_lower(text.front()) &&
           std::all_of(text.begin(), text.end(), allowed);
}

bool is_environment_name(std::string_view text) {
    const auto allowed = [](char letter) {
        return is_lower(letter) || is_digit(letter) || letter == '_' ||
               (letter >= 'A' && letter <= 'Z');
    };
    return !text.empty() && !is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), allowed);
}

// How many bytes at `position` are a control character; U+0080 to U+009F have two in UTF-8.
std::size_t control_character_at(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(position) < 0x20 || byte(position) == 0x7f) {
        return 1;
    }
    const bool is_second_set = byte(position) == 0xc2 && position + 1 < text.size() &&
                               byte(position + 1) >= 0x80 && byte(position + 1) < 0xa0;
    return is_second_set ? 2 : 0;
}

} // namespace

bool has_control_character(std::string_view text) {
    for (std::size_t position = 0; position < text.size(); ++position) {
        if (control_character_at(text, position) != 0) {
            return true;
        }
    }
    return false;
}

std::string escaped(std::string_view text) {
    std::string made;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t length = control_character_at(text, position);
        if (length == 0) {
            made += text[position++];
            continue;
        }
        position += length;
        made += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[position - 1]));
    }
    return made;
}

std::string describe(const boost::json::value& value) {
    switch (value.kind()) {
    case boost::json::kind::null:
        return "null";
    case boost::json::kind::bool_:
        return "boolean";
    case boost::json::kind::string:
        return "string";
    case boost::json::kind::array:
        return "array";
    case boost::json::kind::object:
        return "object";
    case boost::json::kind::double_:
        return fmt::format("number {:#}", value.get_double());
    default:
        return "number " + boost::json::serialize(value);
    }
}

problem_log::problem_log(std::string file, std::string_view json)
    : file_(std::move(file)), json_(json) {}

const json_lines& problem_log::lines() {
    return lines_ ? *lines_ : lines_.emplace(json_);
}

void problem_log::add_repeated_keys() {
    for (const std::string& path : lines().repeated_keys()) {
        add(path, "stands twice; keep one of the two");
    }
}

void problem_log::add(const std::string& path, const std::string& message) {
    add_at_line_of(path, path.empty() ? message : fmt::format("\"{}\": {}", path, message));
}

void problem_log::add_at_line_of(const std::string& path, const std::string& message) {
    const std::size_t line = lines().line_of(path);
    problems_.emplace_back(line, fmt::format("{}:{}: {}", file_, line, escaped(message)));
}

std::vector<std::string> problem_log::take() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const auto& left, const auto& right) {
        return left.first < right.first;
    });
    std::vector<std::string> texts;
    for (auto& [line, text] : problems_) {
        texts.push_back(std::move(text));
    }
    problems_.clear();
    return texts;
}

manifest_fields::manifest_fields(const boost::json::object& object,
                                 std::string path,
                                 problem_log& log)
    : object_(object), path_(std::move(path)), log_(log) {}

const boost::json::value* manifest_fields::find(const std::string& key) {
    known_.push_back(key);
    return object_.if_contains(key);
}

const boost::json::value* manifest_fields::require(const std::string& key) {
    const boost::json::value* value = find(key);
    if (value == nullptr) {
        log_.add_at_line_of(path_, fmt::format("\"{}\" is missing", path_of(key)));
    }
    return value;
}

std::string manifest_fields::required_text(const std::string& key) {
    const boost::json::value* value = require(key);
    return value == nullptr ? "" : filled_line(key, *value);
}

std::string manifest_fields::text(const std::string& key) {
    const boost::json::value* value = find(key);
    return value == nullptr ? "" : filled_line(key, *value);
}

bool manifest_fields::flag(const std::string& key) {
    const boost::json::value* value = find(key);
    if (value == nullptr || value->is_bool()) {
        return value != nullptr && value->get_bool();
    }
    add_problem(key, expected("boolean", *value));
    return false;
}

std::optional<double> manifest_fields::number(const std::string& key) {
    const boost::json::value* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number()) {
        add_problem(key, expected("number", *value));
        return std::nullopt;
    }
    return value->to_number<double>();
}

std::vector<std::string> manifest_fields::texts(const std::string& key) {
    const boost::json::value* value = find(key);
    std::vector<std::string> read;
    if (value == nullptr) {
        return read;
    }
    if (!value->is_array()) {
        add_problem(key, expected("array of strings", *value));
        return read;
    }
    for (const boost::json::value& element : value->get_array()) {
        read.push_back(filled_line(element_path(key, read.size()), element));
    }
    return read;
}

std::map<std::string, std::string> manifest_fields::required_text_map(const std::string& key) {
    const boost::json::value* value = require(key);
    std::map<std::string, std::string> read;
    if (value == nullptr) {
        return read;
    }
    if (!value->is_object()) {
        add_problem(key, expected("object of strings", *value));
        return read;
    }
    for (const auto& member : value->get_object()) {
        const std::string path = member_path(key, member.key());
        if (has_control_character(member.key())) {
            add_problem(path, "its name has control characters");
        } else {
            read.emplace(member.key(), one_line(path, member.value()));
        }
    }
    return read;
}

std::string manifest_fields::required_name(const std::string& key, char separator) {
    std::string name = required_text(key);
    if (!name.empty()) {
        check_name(key, name, separator);
    }
    return name;
}

void manifest_fields::check_name(const std::string& key, const std::string& name, char separator) {
    if (is_name(name, separator)) {
        return;
    }
    add_problem(key,
                fmt::format("'{}' is not a name here; use a lower-case letter, then lower-case "
                            "letters, digits and '{}', at most {} in all",
                            name,
                            separator,
                            longest_name));
}

std::string manifest_fields::environment_name(const std::string& key, const std::string& name) {
    if (!name.empty() && !is_environment_name(name)) {
        add_problem(key,
                    fmt::format("'{}' is not the name of an environment variable; use letters, "
                                "digits and '_', no digit first",
                                name));
    }
    return name;
}

std::optional<std::size_t> manifest_fields::required_choice(const std::string& key,
                                                            const std::vector<std::string>& words) {
    const std::string word = required_text(key);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) {
        return static_cast<std::size_t>(found - words.begin());
    }
    if (!word.empty()) {
        add_problem(key,
                    fmt::format("'{}' is none of {}{}",
                                word,
                                fmt::join(words, ", "),
                                text::did_you_mean(word, words)));
    }
    return std::nullopt;
}

void manifest_fields::each_object(const std::string& key,
                                  const std::function<void(manifest_fields&)>& read) {
    const boost::json::value* value = find(key);
    if (value == nullptr) {
        return;
    }
    if (!value->is_array()) {
        add_problem(key, expected("array of objects", *value));
        return;
    }
    std::size_t index = 0;
    for (const boost::json::value& element : value->get_array()) {
        const std::string path = element_path(path_of(key), index++);
        if (!element.is_object()) {
            log_.add(path, expected("object", element));
            continue;
        }
        manifest_fields fields(element.get_object(), path, log_);
        read(fields);
        fields.finish();
    }
}

void manifest_fields::each_member(const std::string& key,
                                  const std::function<void(manifest_fields&)>& read) {
    const boost::json::value* value = find(key);
    if (value == nullptr) {
        return;
    }
    if (!value->is_object()) {
        add_problem(key, expected("object", *value));
        return;
    }
    manifest_fields fields(value->get_object(), path_of(key), log_);
    read(fields);
    fields.finish();
}

void manifest_fields::leave_unread(std::initializer_list<const char*> keys) {
    known_.insert(known_.end(), keys.begin(), keys.end());
}

void manifest_fields::finish() {
    for (const auto& member : object_) {
        const std::string key(std::string_view(member.key()));
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) {
            continue;
        }
        std::string hint = text::did_you_mean(key, known_);
        if (hint.empty()) {
            hint = fmt::format("; the keys here are {}", fmt::join(known_, ", "));
        }
        log_.add_at_line_of(path_of(key), fmt::format("unknown key \"{}\"{}", path_of(key), hint));
    }
}

void manifest_fields::add_problem(const std::string& key, const std::string& message) {
    log_.add(path_of(key), message);
}

std::string manifest_fields::path_of(const std::string& key) const {
    return member_path(path_, key);
}

std::string manifest_fields::one_line(const std::string& key, const boost::json::value& value) {
    if (!value.is_string()) {
        add_problem(key, expected("string", value));
        return "";
    }
    std::string line(std::string_view(value.get_string()));
    if (has_control_character(line)) {
        add_problem(key, not_one_line);
        return ""; // nobody prints it
    }
    return line;
}

std::string manifest_fields::filled_line(const std::string& key, const boost::json::value& value) {
    std::string line = one_line(key, value);
    if (value.is_string() && value.get_string().empty()) {
        add_problem(key, "is empty");
    }
    return line;
}

} // namespace seedbed::discovery
