#include "core/database/fresh_storage.hpp"

#include <fmt/format.h>

namespace seedbed::database {
namespace {

// TRUNCATE triggers are those with bit 32 of tgtype set (TRIGGER_TYPE_TRUNCATE in the server's
// pg_trigger.h).
constexpr const char* may_truncate_sql = R"sql(
SELECT 1 FROM pg_class c
WHERE c.oid = to_regclass($1) AND c.relkind = 'r' AND c.relpersistence = 'p'
  AND current_setting('wal_level') = 'minimal'
  AND has_table_privilege(c.oid, 'TRUNCATE')
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = c.oid)
  AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgtype & 32 <> 0)
  AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid OR inhrelid = c.oid)
  AND EXISTS (SELECT FROM pg_language WHERE lanname = 'plpgsql')
)sql";

// In one statement: with the lock held, nobody adds a row between the look and the TRUNCATE. Who
// holds a lock of his own is not waited for, because he may be waiting for us.
constexpr const char* truncate_sql = R"sql(
DO $do$
DECLARE
    found boolean;
BEGIN
    LOCK TABLE {0} IN ACCESS EXCLUSIVE MODE NOWAIT;
    SELECT EXISTS (SELECT FROM {0}) INTO found;
    IF NOT found THEN
        TRUNCATE {0};
    END IF;
    PERFORM set_config('seedbed.truncated', (NOT found)::text, true);
EXCEPTION WHEN lock_not_available THEN
    PERFORM set_config('seedbed.truncated', 'false', true);
END
$do$
)sql";

bool truncate_empty(const session& session, const std::string& table) {
    const std::string name = quote_identifier(table);
    if (!session.value(may_truncate_sql, {name}))
        return false;
    if (session.value(fmt::format("SELECT 1 FROM {} LIMIT 1", name)))
        return false; // seen without a lock: the usual case
    session.execute_script(fmt::format(truncate_sql, name));
    return session.value("SELECT current_setting('seedbed.truncated')") == "true";
}

} // namespace

std::vector<std::string> give_fresh_storage(const session& session,
                                            const std::vector<std::string>& tables) {
    std::vector<std::string> fresh;
    for (const std::string& table : tables)
        if (truncate_empty(session, table))
            fresh.push_back(table);
    return fresh;
}

} // namespace seedbed::database
