#include "answer.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>

#include <set>

namespace @namespace@ {
namespace {

constexpr std::size_t longest_name = 80;

std::string text_of(const boost::json::object& record, std::string_view key) {
    const boost::json::value* value = record.if_contains(key);
    if (value == nullptr || !value->is_string())
        throw seedbed::error(seedbed::failure::seeding, std::string(key) + " is no text");
    return std::string(value->get_string());
}

@model@ record_of(const boost::json::value& value) {
    const boost::json::object* record = value.if_object();
    if (record == nullptr)
        throw seedbed::error(seedbed::failure::seeding, "it is no object");
    @model@ read{.name = text_of(*record, "name"),
            .value = seedbed::decimal<20, 8>::parse(text_of(*record, "value")),
            .measured_at = seedbed::timestamp::parse(text_of(*record, "measured_at"))};
    if (read.name.empty() || read.name.size() > longest_name)
        throw seedbed::error(seedbed::failure::seeding, "its name is empty or too long");
    return read;
}

} // namespace

answer parse_answer(std::string_view body) {
    const boost::json::value document = seedbed::parse_json(body, "GET /measurements");
    const boost::json::object* members = document.if_object();
    const boost::json::value* list = members ? members->if_contains("measurements") : nullptr;
    if (list == nullptr || !list->is_array())
        throw seedbed::error(seedbed::failure::seeding, "the answer has no list of measurements");
    answer read;
    std::set<std::string> names;
    for (const boost::json::value& each : list->get_array()) {
        try {
            @model@ record = record_of(each);
            if (!names.insert(record.name).second)
                throw seedbed::error(seedbed::failure::seeding, "its name stands twice");
            read.records.push_back(std::move(record));
        } catch (const seedbed::error& wrong) {
            read.rejected.push_back(seedbed::http::excerpt(boost::json::serialize(each), 80) +
                                    ": " + wrong.what());
        }
    }
    return read;
}

} // namespace @namespace@
