// A ledger whose checks can be broken by hand: the environment says what it writes.
#include <seedbed/descriptor.hpp>
#include <seedbed/plugin.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace seedbed::hostile {

std::string variable(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value ? value : otherwise;
}

class brings_checks final : public plugin {
public:
    explicit brings_checks(const plugin_context&) {}

    std::vector<const mapped_table*> tables() const override {
        static const mapped_table entries{
            .name = "entries",
            .columns = {{.name = "number", .type = "INTEGER"},
                        {.name = "amount", .type = "INTEGER"}},
            .create_sql = "CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER)"};
        return {&entries};
    }

    inspection inspect(const session& session) override {
        const std::uint64_t present = std::stoull(*session.value("SELECT count(*) FROM entries"));
        return {
            .present = present, .missing = wanted_ - std::min(wanted_, present), .estimated = true};
    }

    /// Numbers from 1 on, as far as nobody has taken them.
    seeded seed(const session& session, progress& progress) override {
        const std::uint64_t added = session.execute(
            "INSERT INTO entries SELECT n, $2::integer FROM generate_series(1, $1::integer) n"
            " ON CONFLICT DO NOTHING",
            {std::to_string(wanted_), variable("LEDGER_AMOUNT", "1")});
        progress.written(added);
        return {.added = added, .kept = wanted_ - added};
    }

    std::vector<check> checks() const override {
        return {
            sql_check("ledger.amounts_are_positive",
                      "an amount is above zero",
                      {"entries"},
                      "SELECT count(*) FROM entries",
                      "SELECT 'entry ' || number || ': amount ' || amount FROM entries"
                      " WHERE amount < 0 ORDER BY number"),
            sql_check(
                "ledger.amounts_are_small",
                "an amount is below a thousand, which takes a rather long sentence to say, so "
                "that it needs more than one line",
                {"entries"},
                "SELECT count(*) FROM entries",
                "SELECT number::text FROM entries WHERE amount >= 1000 ORDER BY number",
                check_cost::costly),
            sql_check("ledger.owners_have_names",
                      "the owner of an entry has a name",
                      {"entries", "owners"},
                      "SELECT count(*) FROM owners",
                      "SELECT 'owner ' || id FROM owners WHERE name IS NULL ORDER BY id"),
            sql_check("ledger.amounts_divide",
                      "a hundred can be divided by an amount",
                      {"entries"},
                      "SELECT count(100 / amount) FROM entries",
                      "SELECT '' WHERE false"),
            {.id = "ledger.comes_to_an_end",
             .rule = "no amount keeps the server waiting",
             .cost = check_cost::costly,
             .tables = {"entries"},
             .judge =
                 [](const session& session) {
                     session.value("SELECT pg_sleep(600) FROM entries WHERE amount = 600");
                     return check_result{
                         .looked_at = 1, .violations = {}, .violation_count = 0, .remark = {}};
                 }},
        };
    }

private:
    std::uint64_t wanted_ = std::stoull(variable("LEDGER_ROWS", "3"));
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::brings_checks);
