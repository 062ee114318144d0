#include "core/database/column_type.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace seedbed::database {
namespace {

std::string canonical_name(std::string name) {
    static const std::map<std::string, std::string, std::less<>> aliases = {
        {"varchar", "character varying"},
        {"char", "character"},
        {"int", "integer"},
        {"int2", "smallint"},
        {"int4", "integer"},
        {"int8", "bigint"},
        {"serial", "integer"},
        {"bigserial", "bigint"},
        {"smallserial", "smallint"},
        {"bool", "boolean"},
        {"decimal", "numeric"},
        {"timestamptz", "timestamp with time zone"},
        {"timestamp", "timestamp without time zone"},
        {"float8", "double precision"},
        {"float4", "real"},
    };
    const auto found = aliases.find(name);
    return found == aliases.end() ? name : found->second;
}

std::vector<int> parse_arguments(std::string_view list) {
    std::vector<int> arguments{0};
    for (const char c : list) {
        if (c == ',')
            arguments.push_back(0);
        else if (std::isdigit(static_cast<unsigned char>(c)))
            arguments.back() = arguments.back() * 10 + (c - '0');
    }
    return arguments;
}

bool is_text(const column_type& type) {
    return type.base == "character varying" || type.base == "text";
}

bool text_fits(const column_type& mapped, const column_type& actual) {
    if (actual.arguments.empty())
        return true;
    return !mapped.arguments.empty() && mapped.arguments[0] <= actual.arguments[0];
}

bool numeric_fits(const column_type& mapped, const column_type& actual) {
    if (actual.arguments.empty())
        return true;
    if (mapped.arguments.empty())
        return false;
    const auto scale = [](const column_type& t) {
        return t.arguments.size() > 1 ? t.arguments[1] : 0;
    };
    const int mapped_whole = mapped.arguments[0] - scale(mapped);
    const int actual_whole = actual.arguments[0] - scale(actual);
    return mapped_whole <= actual_whole && scale(mapped) <= scale(actual);
}

} // namespace

column_type parse_column_type(std::string_view text) {
    column_type type;
    std::string name(text);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    if (name.ends_with("[]")) {
        type.array = true;
        name.resize(name.size() - 2);
    }
    if (const auto open = name.find('('); open != std::string::npos) {
        const auto close = name.find(')', open);
        type.arguments = parse_arguments(std::string_view(name).substr(open + 1, close - open - 1));
        name.erase(open, close - open + 1); // "timestamp(6) with time zone" has them in the middle
    }
    type.base = canonical_name(name);
    return type;
}

bool fits(const column_type& mapped, const column_type& actual) {
    if (mapped.array != actual.array)
        return false;
    if (is_text(mapped) && is_text(actual))
        return text_fits(mapped, actual);
    if (mapped.base == "numeric" && actual.base == "numeric")
        return numeric_fits(mapped, actual);
    if (mapped.base.starts_with("json") && actual.base.starts_with("json"))
        return true;
    return mapped.base == actual.base;
}

} // namespace seedbed::database
