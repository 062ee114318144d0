#include "core/conformance/fault.hpp"
#include "core/conformance/json_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seedbed::conformance {
namespace {

using loopback::http_answer;
using text_change = std::function<std::string(const std::string&)>;

constexpr std::size_t most_members = 12;

fault changed_body(std::string id,
                   std::string what,
                   expectation expected,
                   const text_change& change,
                   conformance::reach reach = reach::every) {
    return {.id = std::move(id),
            .what = std::move(what),
            .reach = reach,
            .expected = expected,
            .spoil = [change](const good_answer& good, const asked&) {
                return http_answer(200, change(good.body), good.fields);
            }};
}

fault other_body(std::string id, std::string what, expectation expected, const std::string& body) {
    return changed_body(
        std::move(id), std::move(what), expected, [body](const std::string&) { return body; });
}

std::string behind_first(const std::string& body, const char* marks, const std::string& text) {
    const std::size_t at = body.find_first_of(marks, body.size() / 2);
    return at == std::string::npos ? text + body : std::string(body).insert(at + 1, text);
}

bool is_number_like(std::string_view value) {
    return !value.empty() &&
           (std::isdigit(static_cast<unsigned char>(value.front())) != 0 || value.front() == '-' ||
            (value.size() > 2 && value.front() == '"' &&
             std::isdigit(static_cast<unsigned char>(value[1])) != 0));
}

/// A record's members with, for an object, their names.
struct record {
    span whole;
    json_container members;
};

/// The record without that member.
std::string without_member(const std::string& body, const record& in, std::size_t member) {
    std::string members;
    for (std::size_t i = 0; i < in.members.values.size(); ++i) {
        if (i == member)
            continue;
        members += members.empty() ? "" : ",";
        if (in.members.is_object)
            members.append(in.members.names[i].of(body)).append(":");
        members.append(in.members.values[i].of(body));
    }
    return replaced(
        body, in.whole, (in.members.is_object ? "{" + members + "}" : "[" + members + "]"));
}

std::string each_row(const std::string& body,
                     const json_container& rows,
                     const std::function<std::string(std::string_view)>& change) {
    std::string made = body;
    for (auto row = rows.values.rbegin(); row != rows.values.rend(); ++row)
        made = replaced(made, *row, change(row->of(body)));
    return made;
}

/// A fault of the first document, whose text is known.
fault known_text(std::string id, std::string what, expectation expected, std::string text) {
    return changed_body(
        std::move(id),
        std::move(what),
        expected,
        [text = std::move(text)](const std::string&) { return text; },
        reach::first_document);
}

void add_member_faults(const std::string& body, const record& in, std::vector<fault>& faults) {
    using enum expectation;
    const std::size_t count = std::min(in.members.values.size(), most_members);
    for (std::size_t i = 0; i < count; ++i) {
        const span value = in.members.values[i];
        const std::string name =
            in.members.is_object ? std::string(in.members.names[i].of(body)) : std::to_string(i);
        const auto add = [&](const char* id,
                             const std::string& what,
                             const std::string& text,
                             expectation expected = one_row) {
            faults.push_back(
                known_text(id, fmt::format("{} {} of a record", what, name), expected, text));
        };
        add("member-null", "sends null for member", replaced(body, value, "null"));
        add("member-type", "sends another type for member", replaced(body, value, R"({"x":[1]})"));
        add("member-absent", "leaves out member", without_member(body, in, i));
        if (is_number_like(value.of(body)))
            for (const char* odd : {"NaN",
                                    "1e400",
                                    "\"NaN\"",
                                    "\"\"",
                                    "-0",
                                    "123456789012345678901234567890",
                                    "\"1e-9\""})
                add("member-number",
                    fmt::format("sends {} for member", odd),
                    replaced(body, value, odd),
                    one_row_or_document);
    }
}

} // namespace

std::vector<fault> document_faults(const std::string& secret) {
    using enum expectation;
    std::vector<fault> faults{
        other_body("html", "sends HTML with 200", malformed, "<!DOCTYPE html><html><p>Hi</html>"),
        other_body("empty", "sends nothing with 200", malformed, ""),
        other_body("blank", "sends a blank with 200", malformed, " "),
        other_body("number", "sends a bare number", malformed, "42"),
        other_body("null", "sends null", malformed, "null"),
        other_body("text", "sends a bare text", malformed, "\"maintenance\""),
        other_body("depth-bomb", "nests very deep", malformed, std::string(200'000, '[')),
        other_body("error-in-200",
                   "says with 200 that it failed",
                   nothing,
                   R"({"status":"error","message":"maintenance","error":["EService:Down"]})"),
        changed_body("other-root",
                     "sends an array for an object, or an object for an array",
                     malformed,
                     [](const std::string& body) {
                         const std::size_t at = body.find_first_not_of(" \t\r\n");
                         return std::string(at != std::string::npos && body[at] == '{' ? "[]"
                                                                                       : "{}");
                     }),
        changed_body("half",
                     "sends half of a document as if it were whole",
                     malformed,
                     [](const std::string& body) { return body.substr(0, body.size() / 2); }),
        changed_body("trailing",
                     "sends something behind the document",
                     nothing,
                     [](const std::string& body) { return body + "}<garbage"; }),
        changed_body("byte-order-mark",
                     "puts a byte order mark in front",
                     one_row_or_document,
                     [](const std::string& body) { return "\xEF\xBB\xBF" + body; }),
        changed_body("bad-utf8",
                     "has bytes that are no UTF-8",
                     one_row_or_document,
                     [](const std::string& body) { return behind_first(body, "\">", "\xFF\xC0"); }),
        changed_body("lone-surrogate",
                     "has half of a surrogate pair",
                     one_row_or_document,
                     [](const std::string& body) { return behind_first(body, "\">", "\\uD83D"); }),
        changed_body("nul",
                     "has a NUL in a text",
                     one_row_or_document,
                     [](const std::string& body) {
                         return behind_first(body, "\">", std::string(1, '\0'));
                     }),
    };
    const auto echo = [&](const char* id, unsigned status, const char* what) {
        faults.push_back({.id = id,
                          .what = what,
                          .expected = nothing,
                          .spoil = [status, secret](const good_answer&, const asked& request) {
                              const std::string text =
                                  fmt::format("bad request {} token {}", request.target, secret);
                              return http_answer(status, text, {"X-Token: " + secret});
                          }});
    };
    echo("echo-401", 401, "answers 401 and repeats the key");
    echo("echo-500", 500, "answers 500 and repeats the key");
    echo("echo-200", 200, "sends the request and its key as the document");
    return faults;
}

std::vector<fault> record_faults(const good_answer& document) {
    using enum expectation;
    const std::string& body = document.body;
    const auto rows = find_json_rows(body);
    if (!rows)
        return {};
    const span whole = *std::ranges::find_if(rows->values, [&](const span& value) {
        return body[value.begin] == '{' || body[value.begin] == '[';
    });
    const record first{whole, take_apart(body, whole.begin)};
    std::vector<fault> faults;
    for (const char* other : {"null", "\"text\"", "7", "[]", "{}"})
        faults.push_back(known_text("record-type",
                                    fmt::format("sends {} for a record", other),
                                    one_row,
                                    replaced(body, first.whole, other)));
    faults.push_back(known_text("all-records-null",
                                "sends null for every record",
                                told,
                                each_row(body, *rows, [](std::string_view) { return "null"; })));
    if (!rows->is_object)
        faults.push_back(known_text("records-twice",
                                    "sends every record twice",
                                    same,
                                    each_row(body, *rows, [](std::string_view row) {
                                        return std::string(row) + "," + std::string(row);
                                    })));
    add_member_faults(body, first, faults);
    return faults;
}

} // namespace seedbed::conformance
