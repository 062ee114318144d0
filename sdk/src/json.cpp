#include "json_strictness.hpp"

#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace seedbed {

namespace {

namespace json = boost::json;
using boost::system::error_code;

/// Only checks; the value is made by a second pass.
class checker {
public:
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    const std::string& objection() const { return strict_.objection(); }

    bool on_object_begin(error_code&) {
        strict_.object_begins();
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        strict_.object_ends();
        return true;
    }
    bool on_key_part(json::string_view text, std::size_t, error_code&) {
        strict_.key_part({text.data(), text.size()});
        return true;
    }
    bool on_key(json::string_view text, std::size_t, error_code& failed) {
        return passes(strict_.key_ends({text.data(), text.size()}), failed);
    }
    bool on_double(double value, json::string_view, error_code& failed) {
        return passes(strict_.fits(value), failed);
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
    static bool passes(bool good, error_code& failed) {
        if (!good)
            failed = json::error::syntax;
        return good;
    }

    json_detail::strictness strict_;
};

std::string_view without_byte_order_mark(std::string_view body) {
    constexpr std::string_view mark = json_detail::byte_order_mark;
    return body.substr(0, mark.size()) == mark ? body.substr(mark.size()) : body;
}

/// What keeps the text from being one strict document, and at which byte; empty where nothing does.
std::string fault_in(std::string_view body, std::size_t skipped = 0) {
    json::basic_parser<checker> parser(json_detail::strict_options());
    error_code failed;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), failed);
    const std::size_t blank = body.find_first_not_of(json_detail::blanks, read);
    if (!failed && blank != std::string_view::npos)
        failed = json::error::extra_data;
    if (!failed)
        return {};
    const std::string& objection = parser.handler().objection();
    return fmt::format("not valid JSON: {} (byte {})",
                       objection.empty() ? failed.message() : objection,
                       skipped + read);
}

json::value value_of(std::string_view checked) {
    return json::parse({checked.data(), checked.size()}, {}, json_detail::strict_options());
}

} // namespace

boost::json::value parse_json(std::string_view body, std::string_view what) {
    const std::string_view text = without_byte_order_mark(body);
    const std::size_t first = text.find_first_not_of(json_detail::blanks);
    if (first == std::string_view::npos)
        json_detail::refuse(what, json_detail::empty_answer);
    if (text[first] == '<')
        json_detail::refuse(what, json_detail::markup_answer);
    if (const std::string fault = fault_in(text, body.size() - text.size()); !fault.empty())
        json_detail::refuse(what, fmt::format("the answer of {} bytes is {}", body.size(), fault));
    return value_of(text);
}

boost::json::value parse_document(std::string_view text, std::string_view what) {
    if (const std::string fault = fault_in(text); !fault.empty())
        throw error(failure::seeding, fmt::format("{}: {}", what, fault));
    return value_of(text);
}

} // namespace seedbed
