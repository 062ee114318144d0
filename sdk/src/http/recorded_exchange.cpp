#include "recorded_exchange.hpp"

#include "failure.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace seedbed::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_name = 80;

/// As a JSON string. Header fields may have bytes of any character set.
std::string quoted(std::string_view text) {
    std::string ascii(text);
    std::ranges::replace_if(
        ascii, [](unsigned char c) { return c >= 0x80; }, '?');
    return json::serialize(json::string(ascii));
}

std::string fields_text(const header_list& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text +=
            fmt::format("{}\n    [{}, {}]", text.empty() ? "" : ",", quoted(name), quoted(value));
    return text.empty() ? "[]" : "[" + text + "\n  ]";
}

header_list fields_from(const json::value& list) {
    header_list fields;
    for (const json::value& field : list.as_array())
        fields.emplace_back(field.at(0).as_string(), field.at(1).as_string());
    return fields;
}

std::string text_at(const json::object& object, std::string_view key) {
    return std::string(object.at(key).as_string());
}

recorded_exchange from_json(const json::object& object) {
    recorded_exchange read;
    read.url = text_at(object, "url");
    read.at = text_at(object, "at");
    if (const json::value* failed = object.if_contains("error")) {
        const auto cause = problem_named(text_at(failed->as_object(), "cause"));
        if (!cause)
            throw error(failure::usage, "its error has a cause that nobody knows");
        read.failed = {*cause, text_at(failed->as_object(), "message")};
        return read;
    }
    read.answer.status = object.at("status").to_number<unsigned>();
    read.answer.reason = text_at(object, "reason");
    read.answer.headers = fields_from(object.at("headers"));
    if (const json::value* remark = object.if_contains("remark"))
        read.answer.remark = std::string(remark->as_string());
    read.body_file = text_at(object, "body");
    if (const json::value* digest = object.if_contains("sha256"))
        read.sha256 = std::string(digest->as_string());
    return read;
}

} // namespace

std::string to_text(const recorded_exchange& exchange) {
    std::vector<std::string> members{"\"method\": \"GET\"",
                                     "\"url\": " + quoted(exchange.url),
                                     "\"request_headers\": " +
                                         fields_text(exchange.request_headers),
                                     "\"at\": " + quoted(exchange.at)};
    const auto add = [&](const char* key, const std::string& value) {
        members.push_back(fmt::format("\"{}\": {}", key, value));
    };
    if (exchange.failed) {
        add("error",
            fmt::format("{{ \"cause\": {}, \"message\": {} }}",
                        quoted(name_of(exchange.failed->cause)),
                        quoted(exchange.failed->message)));
    } else {
        add("status", fmt::format("{}", exchange.answer.status));
        add("reason", quoted(exchange.answer.reason));
        if (!exchange.answer.remark.empty())
            add("remark", quoted(exchange.answer.remark));
        add("headers", fields_text(exchange.answer.headers));
        add("body", quoted(exchange.body_file));
        if (exchange.sha256)
            add("sha256", quoted(*exchange.sha256));
    }
    std::string text;
    for (const std::string& member : members)
        text += (text.empty() ? "{\n  " : ",\n  ") + member;
    return text + "\n}\n";
}

recorded_exchange parse_exchange(std::string_view text, const std::string& file) {
    try {
        return from_json(json::parse(text).as_object());
    } catch (const std::exception& wrong) {
        throw error(
            failure::usage,
            fmt::format("\"{}\" is no recorded exchange: {}. Put it right, or record again.",
                        file,
                        wrong.what()));
    }
}

std::string exchange_name(std::size_t number, std::string_view url) {
    const std::size_t scheme = url.find("://");
    url = url.substr(scheme == std::string_view::npos ? 0 : scheme + 3);
    url = url.substr(0, url.find_first_of("?#"));
    std::string name = fmt::format("{:04}-", number);
    for (const unsigned char c : url) {
        const bool plain = std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
        name += plain ? static_cast<char>(c) : '-';
    }
    name.resize(std::min(name.size(), longest_name));
    while (name.ends_with('-') || name.ends_with('.'))
        name.pop_back();
    return name;
}

std::string_view ending_for(std::string_view content_type) {
    const auto has = [&](std::string_view word) {
        return content_type.find(word) != std::string_view::npos;
    };
    if (has("json"))
        return ".json";
    if (has("html"))
        return ".html";
    if (has("xml"))
        return ".xml";
    return has("text/") ? ".txt" : ".bin";
}

} // namespace seedbed::http
