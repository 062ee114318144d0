#include "core/database/clearing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace seedbed::database {
namespace {

/// A foreign key that points at a table. Names are quoted and qualified already.
struct reference {
    std::string table;              // the one that refers
    std::string columns;            // its columns, comma-separated
    std::string referenced_columns; // the columns they point at
    int width = 0;                  // how many columns
};

std::vector<reference> references_to(const session& session, const std::string& table) {
    // ON DELETE CASCADE ('c') and SET NULL ('n') the server follows itself, but rows that a
    // cascade deletes would go unnamed: only SET NULL and SET DEFAULT are left to it.
    std::vector<reference> found;
    session.for_each(
        "SELECT conrelid::regclass,"
        " (SELECT string_agg(quote_ident(attname), ', ' ORDER BY k.n) FROM unnest(conkey)"
        "  WITH ORDINALITY AS k(attnum, n) JOIN pg_attribute a ON a.attrelid = conrelid"
        "  AND a.attnum = k.attnum),"
        " (SELECT string_agg(quote_ident(attname), ', ' ORDER BY k.n) FROM unnest(confkey)"
        "  WITH ORDINALITY AS k(attnum, n) JOIN pg_attribute a ON a.attrelid = confrelid"
        "  AND a.attnum = k.attnum), cardinality(conkey)"
        " FROM pg_constraint WHERE contype = 'f' AND confrelid = $1::regclass"
        " AND confdeltype NOT IN ('n', 'd') AND conparentid = 0 ORDER BY 1",
        {table},
        [&](row_view row) {
            found.push_back({std::string(*row[0]),
                             std::string(*row[1]),
                             std::string(*row[2]),
                             std::stoi(std::string(*row[3]))});
        });
    return found;
}

/// The condition for the rows that meet `condition` and, in the same table, all that refer to them
/// by `self`, however many steps away: an answer to a deleted answer.
std::string down_to_the_last(const std::string& condition, const reference& self) {
    std::vector<std::string> keys;
    for (int i = 1; i <= self.width; ++i)
        keys.push_back(fmt::format("seedbed_key_{}", i));
    return fmt::format("(({1}) IN (WITH RECURSIVE gone ({2}) AS (SELECT {1} FROM {0} WHERE {3}"
                       " UNION SELECT {1} FROM {0} JOIN gone ON ({4}) = ({2}))"
                       " SELECT {2} FROM gone) OR {3})",
                       self.table,
                       self.referenced_columns,
                       fmt::join(keys, ", "),
                       condition,
                       self.columns);
}

class clearing {
public:
    explicit clearing(const session& session) : session_(session) {}

    void clear(const std::string& table, std::string condition, bool referring) {
        if (std::find(path_.begin(), path_.end(), table) != path_.end())
            return; // the table refers to itself: one DELETE takes both ends
        path_.push_back(table);
        const std::vector<reference> references = references_to(session_, table);
        // A rule says itself which rows of its table go: what it keeps is not deleted for a
        // reference, the server refuses instead.
        for (const reference& by : references)
            if (referring && by.table == table)
                condition = down_to_the_last(condition, by);
        for (const reference& by : references)
            clear(by.table,
                  fmt::format("({}) IN (SELECT {} FROM {} WHERE {})",
                              by.columns,
                              by.referenced_columns,
                              table,
                              condition),
                  true);
        path_.pop_back();
        const std::uint64_t rows =
            session_.execute(fmt::format("DELETE FROM {} WHERE {}", table, condition), parameters_);
        add(table, rows, referring);
    }

    void set_parameters(const std::vector<std::string>& values) {
        parameters_.assign(values.begin(), values.end());
    }

    std::vector<cleared_table> result() && { return std::move(cleared_); }

private:
    void add(const std::string& table, std::uint64_t rows, bool referring) {
        const auto same = [&](const cleared_table& c) { return c.table == table; };
        const auto found = std::find_if(cleared_.begin(), cleared_.end(), same);
        if (found == cleared_.end()) {
            cleared_.push_back({table, rows, referring});
            return;
        }
        found->rows += rows;
        found->referring = found->referring && referring;
    }

    const session& session_;
    session::parameters parameters_;
    std::vector<std::string> path_;
    std::vector<cleared_table> cleared_;
};

} // namespace

std::vector<cleared_table> clear_rows(const session& session,
                                      const std::vector<clear_rule>& rules) {
    clearing work(session);
    for (const clear_rule& rule : rules) {
        // The catalog's own spelling, so that the same table is the same text everywhere.
        const auto table =
            session.value("SELECT to_regclass($1)::text", {quote_identifier(rule.table->name)});
        if (!table)
            continue;
        work.set_parameters(rule.parameters);
        work.clear(*table, rule.condition, false);
    }
    std::vector<cleared_table> cleared = std::move(work).result();
    std::erase_if(cleared, [](const cleared_table& c) { return c.referring && c.rows == 0; });
    return cleared;
}

} // namespace seedbed::database
