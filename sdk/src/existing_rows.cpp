#include <seedbed/existing_rows.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace seedbed {

void existing_rows::read(const session& session,
                         const place& place,
                         const key_sequence& keys,
                         std::uint64_t rows,
                         const natural_key_function& natural_key) {
    *this = {};
    if (rows == 0)
        return;
    const std::string key = quote_identifier(place.key_column);
    const std::string natural =
        place.natural_key_column ? quote_identifier(*place.natural_key_column) : "NULL";
    const std::string select =
        fmt::format("SELECT {}, {} FROM {} WHERE ", key, natural, quote_identifier(place.table));
    // Own keys rise with the index, so the primary key's index finds their range; what lies
    // outside it matters only for natural keys.
    const std::string own = fmt::format(
        "{} BETWEEN '{}' AND '{}'", key, keys.at(0).to_string(), keys.at(rows - 1).to_string());
    scan(session, select + own + " ORDER BY 1", keys, rows, natural_key);
    if (place.natural_key_column)
        scan(session, select + "NOT " + own, keys, 0, natural_key);
    adopt(rows, natural_key);
    count_ = own_.count_below(rows) + adopted_.size();
}

void existing_rows::scan(const session& session,
                         const std::string& sql,
                         const key_sequence& keys,
                         std::uint64_t rows,
                         const natural_key_function& natural_key) {
    session.for_each(sql, {}, [&](row_view row) {
        const uuid key = uuid::parse(*row[0]);
        const auto index = keys.index_of(key);
        const bool own = index && *index < rows;
        if (own)
            own_.insert(*index);
        // An own row that somebody renamed takes another row's natural key as any stranger's.
        if (row[1] && !(own && natural_key(*index) == *row[1]))
            others_.emplace(*row[1], key);
    });
}

void existing_rows::adopt(std::uint64_t rows, const natural_key_function& natural_key) {
    if (others_.empty())
        return;
    for (std::uint64_t index = 0; index < rows; ++index) {
        if (own_.contains(index))
            continue;
        if (const auto found = others_.find(natural_key(index)); found != others_.end())
            adopted_.emplace(index, found->second);
    }
}

bool existing_rows::contains(std::uint64_t index) const {
    return own_.contains(index) || adopted_.contains(index);
}

std::optional<uuid> existing_rows::adopted_key(std::uint64_t index) const {
    const auto found = adopted_.find(index);
    return found == adopted_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint64_t> existing_rows::adopted_index(const uuid& key) const {
    const auto same = [&](const auto& adopted) { return adopted.second == key; };
    const auto found = std::find_if(adopted_.begin(), adopted_.end(), same);
    return found == adopted_.end() ? std::nullopt : std::optional(found->first);
}

bool existing_rows::contains_any(std::uint64_t first, std::uint64_t end) const {
    return own_.contains_any(first, end);
}

} // namespace seedbed
