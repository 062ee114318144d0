#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace seedbed {

namespace {

namespace json = boost::json;
using boost::system::error_code;

/// Follows a document for what Boost.JSON lets pass: keys given twice, and numbers that overflow.
class strictness {
public:
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    /// What was wrong, when it stopped the parser.
    const std::string& objection() const { return objection_; }

    bool on_object_begin(error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        keys_.pop_back();
        return true;
    }
    bool on_key_part(json::string_view text, std::size_t, error_code&) {
        key_.append(text.data(), text.size());
        return true;
    }
    bool on_key(json::string_view text, std::size_t, error_code& failed) {
        key_.append(text.data(), text.size());
        const bool is_new = keys_.back().insert(key_).second;
        if (!is_new)
            object(fmt::format("the key \"{}\" comes twice in one object", http::excerpt(key_)),
                   failed);
        key_.clear();
        return is_new;
    }
    bool on_double(double value, json::string_view, error_code& failed) {
        const bool fits = std::isfinite(value);
        if (!fits)
            object("a number is too large", failed);
        return fits;
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_string_part(json::string_view, std::size_t, error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    void object(std::string why, error_code& failed) {
        objection_ = std::move(why);
        failed = json::error::syntax;
    }

    std::vector<std::unordered_set<std::string>> keys_; // of the objects that are open
    std::string key_;
    std::string objection_;
};

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
    throw error(
        failure::seeding,
        fmt::format("{}: {}. Nothing of the answer is used; try again later, and if it stays so, "
                    "check the source's address and whether its API has changed.",
                    what,
                    why));
}

std::string_view without_byte_order_mark(std::string_view body) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return body.substr(0, mark.size()) == mark ? body.substr(mark.size()) : body;
}

json::parse_options strict_options() {
    json::parse_options options;
    options.max_depth = 32;
    return options;
}

void check(std::string_view body, std::size_t skipped, std::string_view what) {
    json::basic_parser<strictness> parser(strict_options());
    error_code failed;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), failed);
    const std::size_t blank = body.find_first_not_of(" \t\r\n", read);
    if (!failed && blank != std::string_view::npos)
        failed = json::error::extra_data;
    if (!failed)
        return;
    const std::string& objection = parser.handler().objection();
    refuse(what,
           fmt::format("the answer of {} bytes is not valid JSON: {} (byte {})",
                       skipped + body.size(),
                       objection.empty() ? failed.message() : objection,
                       skipped + read));
}

} // namespace

boost::json::value parse_json(std::string_view body, std::string_view what) {
    const std::string_view text = without_byte_order_mark(body);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        refuse(what, "the answer is empty");
    if (text[first] == '<')
        refuse(what, "the answer is an HTML or XML page, not JSON");
    check(text, body.size() - text.size(), what);

    error_code failed;
    json::value parsed = json::parse({text.data(), text.size()}, failed, {}, strict_options());
    if (failed)
        refuse(what, failed.message());
    return parsed;
}

} // namespace seedbed
