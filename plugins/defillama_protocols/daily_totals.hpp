#pragma once

#include "protocol_ranking.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace seedbed::defillama {

/// What some protocols took on the last whole day (UTC), of the rows of DefiLlama's
/// /overview/fees; what exactly (fees, revenue) is the call's choice. Zero is an amount, null or
/// absent is none.
///
/// Rows of chains are passed over: their slugs are names of another kind. Rejected is a row that
/// is no object or has no slug, and one of a wanted protocol whose amount is no number or that
/// came before. A parent's total is the sum of its children's that have one; it has none where that
/// of a child was no number, as the sum would be too small.
class daily_totals {
public:
    daily_totals(const std::vector<ranked_protocol>& wanted, protocol_level level);

    void add(const boost::json::value& row);
    void restart();

    /// `slug` is that of a wanted protocol.
    std::optional<usd> of(const std::string& slug) const;
    const rejections& rejected() const noexcept { return rejected_; }

private:
    std::map<std::string, std::string> wanted_; // slugs, by key
    protocol_level level_;
    std::map<std::string, usd> totals_;             // by slug
    std::map<std::string, std::string> unreadable_; // slugs of rows, and the protocols they are of
    std::set<std::string> seen_;                    // slugs of rows
    rejections rejected_;
};

} // namespace seedbed::defillama
