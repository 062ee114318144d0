// A model that keeps every rule, or, compiled with BREAKS_…, all but one.
#include <seedbed/descriptor.hpp>
#include <seedbed/plugin.hpp>

#include <libpq-fe.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace seedbed::hostile {

class conforming_model final : public plugin {
public:
    explicit conforming_model(const plugin_context& context) : context_(context) {}

    std::vector<const mapped_table*> tables() const override {
        static const mapped_table entries{
            .name = "entries",
            .columns =
                {{.name = "number", .type = "INTEGER", .primary_key = true, .references = {}},
                 {.name = "amount", .type = mapped_type, .references = {}}},
            .create_sql = "CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER)"};
        return {&entries};
    }

    inspection inspect(const session& session) override {
        const std::uint64_t present = std::stoull(*session.value("SELECT count(*) FROM entries"));
        return {.present = present, .missing = 0, .estimated = true};
    }

    seeded seed(const session& session, progress& progress) override {
#ifdef BREAKS_crash
        std::abort();
#endif
#ifdef BREAKS_output
        std::cout << "here I am" << std::endl;
#endif
        seeded result;
        for (std::int64_t number = 0; number < wanted(); ++number)
            result.added += session.execute(
                "INSERT INTO entries VALUES ($1, $2) ON CONFLICT (number) DO NOTHING",
                {std::to_string(number), std::to_string(amount(session, number))});
        result.kept = static_cast<std::uint64_t>(wanted()) - result.added;
#ifdef BREAKS_rerun
        if (result.added == 0)
            result.added =
                session.execute("INSERT INTO entries SELECT max(number) + 100, 0 FROM entries");
#endif
#ifdef BREAKS_count
        ++result.added;
#endif
        progress.written(result.added);
#ifdef BREAKS_cancel
        if (session.stop().stop_requested())
            PQclear(PQexec(session.handle(), "COMMIT"));
#endif
        return result;
    }

#ifdef BREAKS_clear
    std::vector<clear_rule> clear_rules() const override {
        return {};
    }
#endif

#ifdef BREAKS_checks
    std::vector<check> checks() const override {
        return {sql_check("entries.amounts_are_small",
                          "an amount is below 5",
                          {"entries"},
                          "SELECT count(*) FROM entries",
                          "SELECT number::text FROM entries WHERE amount >= 5",
                          check_cost::costly)};
    }
#endif

private:
#ifdef BREAKS_model
    static constexpr const char* mapped_type = "TEXT";
#else
    static constexpr const char* mapped_type = "INTEGER";
#endif

    std::int64_t wanted() const {
        return context_.options().integer("entries");
    }

    std::int64_t amount(const session& session, std::int64_t number) const {
#if defined BREAKS_chance
        static_cast<void>(session);
        return number + static_cast<std::int64_t>(std::random_device()() % 1'000'000);
#elif defined BREAKS_order
        return number + std::stoll(*session.value("SELECT count(*) FROM entries"));
#elif defined BREAKS_growth
        static_cast<void>(session);
        return number + wanted();
#else
        static_cast<void>(session);
        return number * 3;
#endif
    }

    const plugin_context& context_;
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::conforming_model);
