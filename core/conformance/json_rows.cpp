#include "core/conformance/json_rows.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace seedbed::conformance {
namespace {

bool is_open(char c) {
    return c == '{' || c == '[';
}

/// Walks over a text that is known to be JSON.
class walker {
public:
    walker(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' ||
                                      text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }

    bool take(char c) {
        skip_blanks();
        const bool there = at_ < text_.size() && text_[at_] == c;
        at_ += there ? 1 : 0;
        return there;
    }

    /// Goes behind the value, whatever it is.
    span skip_value() {
        skip_blanks();
        const std::size_t begin = at_;
        if (text_[at_] == '"')
            skip_string();
        else if (is_open(text_[at_]))
            skip_container();
        else
            at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
        return {begin, at_};
    }

private:
    void skip_string() {
        for (++at_; text_[at_] != '"'; ++at_)
            at_ += text_[at_] == '\\' ? 1 : 0;
        ++at_;
    }

    void skip_container() {
        std::size_t depth = 0;
        do {
            const char c = text_[at_];
            if (c == '"') {
                skip_string();
                continue;
            }
            depth += is_open(c) ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            ++at_;
        } while (depth > 0);
    }

    std::string_view text_;
    std::size_t at_;
};

std::size_t count_containers(std::string_view text, const json_container& in) {
    return static_cast<std::size_t>(std::ranges::count_if(
        in.values, [&](const span& value) { return is_open(text[value.begin]); }));
}

/// Looks through the container and all in it for the one with most containers in it.
void find_fullest(std::string_view text,
                  std::size_t at,
                  std::optional<json_container>& fullest,
                  std::size_t& most) {
    const json_container here = take_apart(text, at);
    const std::size_t count = count_containers(text, here);
    const bool is_list = count * 2 > here.values.size(); // a record has members of all kinds
    if (is_list && count > most) {
        most = count;
        fullest = here;
    }
    for (const span& value : here.values)
        if (is_open(text[value.begin]))
            find_fullest(text, value.begin, fullest, most);
}

} // namespace

json_container take_apart(std::string_view text, std::size_t at) {
    json_container taken;
    taken.is_object = text[at] == '{';
    const char close = taken.is_object ? '}' : ']';
    walker walk(text, at + 1);
    if (walk.take(close))
        return taken;
    do {
        if (taken.is_object) {
            taken.names.push_back(walk.skip_value());
            walk.take(':');
        }
        taken.values.push_back(walk.skip_value());
    } while (walk.take(','));
    return taken;
}

std::optional<json_container> find_json_rows(std::string_view text) {
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(text, failed);
    if (failed || parsed.is_primitive())
        return std::nullopt;
    std::optional<json_container> fullest;
    std::size_t most = 1;
    find_fullest(text, text.find_first_of("{["), fullest, most);
    return fullest;
}

std::string replaced(const std::string& text, span what, std::string_view by) {
    std::string made = text.substr(0, what.begin);
    made.append(by).append(text, what.end, std::string::npos);
    return made;
}

} // namespace seedbed::conformance
