#include "json_columns.hpp"

#include <seedbed/error.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>

#include <utility>

namespace ohmycoins {
namespace {

namespace json = boost::json;

std::string fault_of(std::string_view text, const document_rule& rule) {
    try {
        const json::value document = seedbed::parse_document(text, "the document");
        return document.is_object() ? rule(document.get_object()) : "is no JSON object";
    } catch (const seedbed::error& e) {
        return e.what();
    }
}

const json::value* whole_number(const json::object& document, const char* name) {
    const json::value* found = document.if_contains(name);
    return found && found->is_int64() && found->get_int64() > 0 ? found : nullptr;
}

} // namespace

seedbed::check json_check(std::string id,
                          std::string says,
                          std::vector<std::string> tables,
                          std::string sql,
                          document_rule rule) {
    const auto judge = [sql = std::move(sql),
                        rule = std::move(rule)](const seedbed::session& session) {
        seedbed::check_result result;
        session.for_each(sql, {}, [&](seedbed::row_view row) {
            ++result.looked_at;
            const std::string fault = fault_of(row[1].value_or(""), rule);
            if (fault.empty() || result.violation_count++ >= seedbed::most_violations)
                return;
            result.violations.push_back(std::string(row[0].value_or("NULL")) + ": " + fault);
        });
        return result;
    };
    return {.id = std::move(id),
            .rule = std::move(says),
            .cost = seedbed::check_cost::cheap,
            .tables = std::move(tables),
            .judge = judge};
}

std::string misses_of_crossover(const json::object& document) {
    const json::value* shorter = whole_number(document, "short_window");
    const json::value* longer = whole_number(document, "long_window");
    const json::value* coin = document.if_contains("coin_type");
    if (!shorter || !longer)
        return "a moving-average crossover without short_window and long_window";
    if (shorter->get_int64() >= longer->get_int64())
        return "short_window " + json::serialize(*shorter) + " is not below long_window " +
               json::serialize(*longer);
    if (!coin || !coin->is_string() || coin->get_string().empty())
        return "a moving-average crossover without coin_type";
    return {};
}

std::string names_crossover(const std::string& column) {
    return "(" + column + " LIKE '%MA Crossover%' OR " + column + " LIKE '%MACrossover%')";
}

} // namespace ohmycoins
