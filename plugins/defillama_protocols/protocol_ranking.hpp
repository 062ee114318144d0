#pragma once

#include "rejections.hpp"
#include "usd.hpp"

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace seedbed::defillama {

/// DefiLlama lists "Aave V2" and "Aave V3"; they are children of the parent "Aave". A protocol
/// without a parent is its own.
enum class protocol_level { child, parent };

struct ranked_protocol {
    std::string slug; ///< the column's value; 1 to 50 characters, no control character among them
                      ///< and no blank around them
    std::set<std::string> keys; ///< what rows of fees are joined by: the slug, parents' identities
    usd tvl;                    ///< above zero
};

/// The protocols of the highest TVL (total value locked), of the rows of DefiLlama's /protocols.
///
/// - A TVL that is null, absent, zero (to 17 decimals) or negative is normal, and never among the
///   highest.
/// - Centralised exchanges (category "CEX") are left out unless they are wanted.
/// - `chainTvls` is not looked at: it counts what is borrowed and staked, too.
/// - Rejected is a row that is no object, has no usable slug, has a TVL that is no number or that
///   no column holds, or whose slug came before.
///
/// A parent and a protocol of its own with the parent's slug are one: they would be one row.
///
/// Of children it holds as many as are wanted, of parents all there are: a sum is known only at
/// the end.
class protocol_ranking {
public:
    protocol_ranking(std::size_t wanted, protocol_level level, bool include_exchanges)
        : wanted_(wanted), level_(level), include_exchanges_(include_exchanges) {}

    void add(const boost::json::value& row);
    void restart();

    /// From the highest TVL down; equal ones by slug.
    std::vector<ranked_protocol> result() const;
    const rejections& rejected() const noexcept { return rejected_; }

private:
    struct higher_first {
        bool operator()(const ranked_protocol& a, const ranked_protocol& b) const {
            return a.tvl != b.tvl ? a.tvl > b.tvl : a.slug < b.slug;
        }
    };
    using ranking = std::set<ranked_protocol, higher_first>;

    void rank(ranking& among, ranked_protocol found) const;
    void add_child(ranked_protocol found);
    void add_to_parent(ranked_protocol child, const boost::json::object& row);

    std::size_t wanted_;
    protocol_level level_;
    bool include_exchanges_;
    ranking highest_;
    std::map<std::string, ranked_protocol> parents_; // by slug
    std::map<std::string, std::string> slugs_;       // of parents, by identity
    std::unordered_set<std::string> children_;       // slugs that are in a parent's sum
    rejections rejected_;
};

/// The text of a member, where it is a text that is not empty.
std::string text_member(const boost::json::object& row, const char* name);

} // namespace seedbed::defillama
