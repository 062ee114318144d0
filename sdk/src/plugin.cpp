#include <seedbed/plugin.hpp>

namespace seedbed {

progress::~progress() = default;

plugin::~plugin() = default;

std::vector<clear_rule> plugin::clear_rules() const {
    std::vector<clear_rule> rules;
    for (const mapped_table* table : tables())
        rules.push_back({.table = table, .condition = "TRUE", .parameters = {}});
    return rules;
}

std::vector<check> plugin::checks() const {
    return {};
}

std::vector<const row_factory*> plugin::factories() const {
    return {};
}

} // namespace seedbed
