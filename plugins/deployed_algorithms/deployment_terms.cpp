#include "deployment_terms.hpp"

#include <seedbed/fake.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <limits>

namespace ohmycoins {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 255;
constexpr const char* limit = "max_trades_per_day";

const seedbed::vocabulary& words() {
    static const seedbed::vocabulary vocabulary({{"where", {"live", "production", "main account"}},
                                                 {"how", {"small size", "trial", "careful"}},
                                                 {"mine", {"My", "Steady", "Overnight", "First"}}},
                                                {"algorithm"});
    return vocabulary;
}

/// Nothing for a text that is no JSON object: an algorithm's configuration may be anything.
std::optional<json::object> object_in(const std::optional<std::string>& text) {
    boost::system::error_code failed;
    const json::value value = json::parse(text.value_or("null"), failed);
    return failed || !value.is_object() ? std::nullopt : std::optional(value.get_object());
}

} // namespace

std::string draw_deployment_name(seedbed::random draws, const algorithm& runs) {
    const std::string name = seedbed::fake(draws).sentence(
        "{{algorithm}|{algorithm}|{algorithm} - {where}|{algorithm} ({how})|{mine} {algorithm}}",
        words(),
        {{"algorithm", runs.name}});
    return name.size() <= longest_name ? name : runs.name;
}

std::string deployment_parameters(const algorithm& runs, int max_trades_per_day) {
    const auto own = object_in(runs.configuration_json);
    if (!own || own->empty())
        return fmt::format(R"({{"{}":{}}})", limit, max_trades_per_day);
    const std::string& text = *runs.configuration_json;
    if (own->contains(limit))
        return text;
    return fmt::format(
        R"({},"{}":{}}})", text.substr(0, text.rfind('}')), limit, max_trades_per_day);
}

std::optional<int> max_trades_per_day(const std::optional<std::string>& parameters_json) {
    const auto parameters = object_in(parameters_json);
    const json::value* found = parameters ? parameters->if_contains(limit) : nullptr;
    const bool fits = found && found->is_int64() && found->get_int64() > 0 &&
                      found->get_int64() <= std::numeric_limits<int>::max();
    return fits ? std::optional(static_cast<int>(found->get_int64())) : std::nullopt;
}

} // namespace ohmycoins
