#include "books.hpp"

#include <seedbed/row_key.hpp>
#include <seedbed/uuid.hpp>

namespace ohmycoins {
namespace {

void add_owners(const seedbed::session& session,
                const char* table,
                const seedbed::key_sequence& own,
                const seedbed::row_source<user>& users,
                seedbed::index_set& found) {
    if (!session.value("SELECT to_regclass($1)", {table}))
        return;
    const std::string sql = "SELECT id, user_id FROM " + seedbed::quote_identifier(table);
    session.for_each(sql, {}, [&](seedbed::row_view row) {
        if (own.index_of(seedbed::uuid::parse(*row[0])))
            return;
        if (const auto index = users.row_index(seedbed::uuid::parse(*row[1])))
            found.insert(*index);
    });
}

} // namespace

seedbed::index_set users_with_other_books(const seedbed::session& session,
                                          const seedbed::row_source<user>& users,
                                          std::uint64_t seed) {
    seedbed::index_set found;
    add_owners(session, "orders", seedbed::key_sequence(seed, "order"), users, found);
    add_owners(session, "positions", seedbed::key_sequence(seed, "position"), users, found);
    return found;
}

} // namespace ohmycoins
