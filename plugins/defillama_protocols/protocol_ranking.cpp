#include "protocol_ranking.hpp"

#include <seedbed/http.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace seedbed::defillama {

namespace {

namespace json = boost::json;

constexpr std::ptrdiff_t longest_slug = 50;

/// Why it cannot be stored.
std::optional<std::string> objection_to(const std::string& slug) {
    const bool has_control =
        std::ranges::any_of(slug, [](unsigned char byte) { return byte < ' ' || byte == 0x7f; });
    if (has_control)
        return fmt::format("the slug \"{}\" has a control character", http::excerpt(slug, 60));
    if (slug.empty() || slug.front() == ' ' || slug.back() == ' ')
        return fmt::format("the slug \"{}\" {}",
                           http::excerpt(slug, 60),
                           slug.empty() ? "is empty" : "has blanks around it");
    const auto characters = std::ranges::count_if(
        slug, [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }); // of UTF-8
    if (characters > longest_slug)
        return fmt::format("the slug \"{}\" has {} characters; the column holds {}",
                           http::excerpt(slug, 60),
                           characters,
                           longest_slug);
    return std::nullopt;
}

/// "parent#aave" identifies the parent in both of the lists; its slug may be another.
std::string slug_of_parent(const json::object& row, const std::string& identity) {
    constexpr std::string_view prefix = "parent#";
    const std::string slug = text_member(row, "parentProtocolSlug");
    if (!slug.empty())
        return slug;
    return identity.starts_with(prefix) ? identity.substr(prefix.size()) : identity;
}

} // namespace

std::string text_member(const json::object& row, const char* name) {
    const json::value* value = row.if_contains(name);
    if (value == nullptr || !value->is_string())
        return {};
    return {value->get_string().data(), value->get_string().size()};
}

void protocol_ranking::add(const json::value& value) {
    const json::object* row = value.if_object();
    if (row == nullptr)
        return rejected_.add(
            fmt::format("{} stands for a protocol", http::excerpt(json::serialize(value), 60)));
    const std::string slug = text_member(*row, "slug");
    if (slug.empty())
        return rejected_.add("a protocol has no slug");
    if (!include_exchanges_ && text_member(*row, "category") == "CEX")
        return;
    const json::value* tvl = row->if_contains("tvl");
    if (tvl == nullptr || tvl->is_null())
        return;
    const std::optional<usd> amount = read_usd(*tvl);
    if (!amount)
        return rejected_.add(fmt::format("{}: the TVL is {}",
                                         http::excerpt(slug, 60),
                                         http::excerpt(json::serialize(*tvl), 60)));
    if (*amount <= usd())
        return;
    ranked_protocol found{slug, {slug}, *amount};
    if (level_ == protocol_level::child)
        add_child(std::move(found));
    else
        add_to_parent(std::move(found), *row);
}

void protocol_ranking::add_child(ranked_protocol found) {
    if (const auto why = objection_to(found.slug))
        return rejected_.add(*why);
    const bool is_known = std::ranges::any_of(
        highest_, [&](const ranked_protocol& other) { return other.slug == found.slug; });
    if (is_known)
        return rejected_.add(fmt::format("{} comes twice", found.slug));
    rank(highest_, std::move(found));
}

void protocol_ranking::add_to_parent(ranked_protocol child, const json::object& row) {
    if (!children_.insert(child.slug).second)
        return rejected_.add(fmt::format("{} comes twice", http::excerpt(child.slug, 60)));
    const std::string parent = text_member(row, "parentProtocol");
    if (!parent.empty()) {
        const auto known = slugs_.find(parent);
        child.slug = known != slugs_.end() ? known->second : slug_of_parent(row, parent);
        child.keys = {parent};
    }
    if (const auto why = objection_to(child.slug))
        return rejected_.add(*why);
    if (!parent.empty())
        slugs_.try_emplace(parent, child.slug);
    const auto [place, is_new] = parents_.try_emplace(child.slug, child);
    if (is_new)
        return;
    place->second.keys.merge(child.keys);
    const usd sum = place->second.tvl + child.tvl;
    if (!sum.fits())
        return rejected_.add(fmt::format("{}: the TVL makes the sum too large", child.slug));
    place->second.tvl = sum;
}

void protocol_ranking::rank(ranking& among, ranked_protocol found) const {
    among.insert(std::move(found));
    if (among.size() > wanted_)
        among.erase(std::prev(among.end()));
}

void protocol_ranking::restart() {
    highest_.clear();
    parents_.clear();
    slugs_.clear();
    children_.clear();
    rejected_ = {};
}

std::vector<ranked_protocol> protocol_ranking::result() const {
    ranking all = highest_;
    for (const auto& [slug, parent] : parents_)
        rank(all, parent);
    return {all.begin(), all.end()};
}

} // namespace seedbed::defillama
