#include "daily_totals.hpp"

#include <seedbed/http.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace seedbed::defillama {

namespace {

namespace json = boost::json;

std::string key_of(const json::object& row, const std::string& slug, protocol_level level) {
    const std::string parent = text_member(row, "parentProtocol");
    return level == protocol_level::parent && !parent.empty() ? parent : slug;
}

} // namespace

daily_totals::daily_totals(const std::vector<ranked_protocol>& wanted, protocol_level level)
    : level_(level) {
    for (const ranked_protocol& protocol : wanted)
        for (const std::string& key : protocol.keys)
            wanted_.emplace(key, protocol.slug);
}

void daily_totals::add(const json::value& value) {
    const json::object* row = value.if_object();
    if (row == nullptr)
        return rejected_.add(fmt::format("{} stands for a protocol's total",
                                         http::excerpt(json::serialize(value), 60)));
    const std::string slug = text_member(*row, "slug");
    if (slug.empty())
        return rejected_.add("a protocol's total has no slug");
    const auto wanted = wanted_.find(key_of(*row, slug, level_));
    if (wanted == wanted_.end() || text_member(*row, "protocolType") == "chain")
        return;
    const json::value* total = row->if_contains("total24h");
    if (total == nullptr || total->is_null())
        return;
    const std::optional<usd> amount = read_usd(*total);
    if (!amount) {
        unreadable_.emplace(slug, wanted->second);
        return rejected_.add(fmt::format("{}: the day's total is {}",
                                         http::excerpt(slug, 60),
                                         http::excerpt(json::serialize(*total), 60)));
    }
    if (!seen_.insert(slug).second)
        return rejected_.add(fmt::format("{} comes twice", http::excerpt(slug, 60)));
    unreadable_.erase(slug);
    usd& total_of_protocol = totals_[wanted->second];
    const usd sum = total_of_protocol + *amount;
    if (!sum.fits())
        return rejected_.add(
            fmt::format("{}: the day's total makes the sum too large", http::excerpt(slug, 60)));
    total_of_protocol = sum;
}

void daily_totals::restart() {
    totals_.clear();
    unreadable_.clear();
    seen_.clear();
    rejected_ = {};
}

std::optional<usd> daily_totals::of(const std::string& slug) const {
    const auto found = totals_.find(slug);
    const bool lacks_some =
        std::ranges::any_of(unreadable_, [&](const auto& each) { return each.second == slug; });
    return found == totals_.end() || lacks_some ? std::nullopt : std::optional(found->second);
}

} // namespace seedbed::defillama
