#include "checks.hpp"

namespace ohmycoins {
namespace {

using seedbed::sql_check;

const std::vector<std::string> table{"protocol_fundamentals"};
constexpr const char* count = "SELECT count(*) FROM protocol_fundamentals";

} // namespace

std::vector<seedbed::check> protocol_checks() {
    return {
        sql_check("defillama_protocols.named",
                  "a protocol has a name of up to 50 characters, without blanks around it",
                  table,
                  count,
                  "SELECT concat('protocol_fundamentals ', id, ': \"', protocol, '\"')"
                  " FROM protocol_fundamentals WHERE protocol <> btrim(protocol)"
                  " OR char_length(protocol) NOT BETWEEN 1 AND 50 ORDER BY id"),
        sql_check("defillama_protocols.amounts",
                  "a TVL is not negative, and every amount is a number",
                  table,
                  count,
                  "SELECT concat('protocol_fundamentals ', id, ', ', protocol, ': TVL ', tvl_usd,"
                  " ', fees ', fees_24h, ', revenue ', revenue_24h) FROM protocol_fundamentals"
                  " WHERE tvl_usd < 0 OR tvl_usd = 'NaN' OR fees_24h = 'NaN'"
                  " OR revenue_24h = 'NaN' ORDER BY id"),
        sql_check("defillama_protocols.one_row_per_day",
                  "a protocol has one row for each day, in UTC",
                  table,
                  count,
                  "SELECT concat(protocol, ' on ', (collected_at AT TIME ZONE 'UTC')::date, ': ',"
                  " count(*), ' rows') FROM protocol_fundamentals"
                  " GROUP BY protocol, (collected_at AT TIME ZONE 'UTC')::date"
                  " HAVING count(*) > 1 ORDER BY 1"),
        sql_check("defillama_protocols.collected_in_the_past",
                  "a row was collected after DefiLlama began in 2020, and not in the future",
                  table,
                  count,
                  "SELECT concat('protocol_fundamentals ', id, ', ', protocol, ': collected at ',"
                  " collected_at) FROM protocol_fundamentals"
                  " WHERE collected_at NOT BETWEEN '2020-01-01T00:00:00Z'"
                  " AND now() + interval '1 day' ORDER BY id"),
    };
}

} // namespace ohmycoins
