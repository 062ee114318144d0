#include "core/discovery/json_lines.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace seedbed::discovery {
namespace {

// Where the string ends that begins here, behind its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t quote) {
    std::size_t position = quote + 1;
    while (text[position] != '"') {
        position += text[position] == '\\' ? 2 : 1;
    }
    return position + 1;
}

std::size_t keys_in(std::string_view text) {
    std::size_t keys = 0;
    for (std::size_t position = 0; position < text.size();) {
        if (text[position] == '"') {
            position = end_of_string(text, position);
            continue;
        }
        keys += text[position++] == ':' ? 1 : 0;
    }
    return keys;
}

std::size_t members_in(const boost::json::value& value) {
    std::size_t members = 0;
    if (const boost::json::object* object = value.if_object()) {
        members = object->size();
        for (const auto& member : *object) {
            members += members_in(member.value());
        }
    } else if (const boost::json::array* array = value.if_array()) {
        for (const boost::json::value& element : *array) {
            members += members_in(element);
        }
    }
    return members;
}

} // namespace

bool repeats_keys(std::string_view text, const boost::json::value& parsed) {
    return keys_in(text) != members_in(parsed);
}

std::string member_path(const std::string& path, std::string_view key) {
    std::string member = path;
    if (!member.empty())
        member += '.';
    return member += key;
}

std::string element_path(const std::string& path, std::size_t index) {
    return path + '[' + std::to_string(index) + ']';
}

json_lines::json_lines(std::string_view text) : text_(text) {
    read_value("");
}

std::size_t json_lines::line_of(const std::string& path) const {
    const auto found = lines_.find(path);
    return found == lines_.end() ? 1 : found->second;
}

// The next character that is not white space, without taking it.
char json_lines::next() {
    const std::size_t start = position_;
    position_ = text_.find_first_not_of(" \t\r\n", start);
    for (const char passed : text_.substr(start, position_ - start)) {
        line_ += passed == '\n' ? 1 : 0;
    }
    return text_[position_];
}

std::string_view json_lines::take_string() {
    const std::size_t start = position_;
    position_ = end_of_string(text_, start);
    return text_.substr(start, position_ - start);
}

std::string json_lines::read_key() {
    const std::string_view quoted = take_string();
    if (quoted.find('\\') == std::string_view::npos) {
        return std::string(quoted.substr(1, quoted.size() - 2));
    }
    return std::string(std::string_view(boost::json::parse(quoted).get_string()));
}

void json_lines::read_value(const std::string& path) {
    switch (next()) {
    case '{':
        return read_object(path);
    case '[':
        return read_array(path);
    case '"':
        take_string();
        return;
    default: // a number or a literal
        position_ = text_.find_first_of(",]} \t\r\n", position_);
    }
}

void json_lines::read_object(const std::string& path) {
    ++position_; // {
    while (next() != '}') {
        if (text_[position_] == ',') {
            ++position_;
            next();
        }
        const std::size_t line = line_;
        const std::string member = member_path(path, read_key());
        if (!lines_.insert_or_assign(member, line).second) {
            repeated_keys_.push_back(member);
        }
        next();
        ++position_; // :
        read_value(member);
    }
    ++position_; // }
}

void json_lines::read_array(const std::string& path) {
    ++position_; // [
    for (std::size_t index = 0; next() != ']'; ++index) {
        if (text_[position_] == ',') {
            ++position_;
            next();
        }
        const std::string element = element_path(path, index);
        lines_.emplace(element, line_);
        read_value(element);
    }
    ++position_; // ]
}

} // namespace seedbed::discovery
