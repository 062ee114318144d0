// A model that keeps every rule, or, compiled with BREAKS_…, all but one.
#include <seedbed/descriptor.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/plugin.hpp>

#include <libpq-fe.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>
#include <string>

namespace seedbed::hostile {

#ifdef BREAKS_names
/// Names a model that the manifest has to name, too.
class entry_factory final : public row_factory {
public:
    std::string_view model() const override { return "entry"; }
    const row_layout& layout() const override { std::abort(); }
};
#endif

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
#ifdef BREAKS_stray
        session.execute("CREATE TABLE IF NOT EXISTS stray (visit BIGSERIAL, remark TEXT)");
        session.execute("INSERT INTO stray (remark) VALUES ('seeded')");
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

#if defined BREAKS_judging || defined BREAKS_costly_judging
    std::vector<check> checks() const override {
#    ifdef BREAKS_judging
        constexpr check_cost cost = check_cost::cheap;
#    else
        constexpr check_cost cost = check_cost::costly;
#    endif
        return {sql_check("entries.are_counted",
                          "an entry is counted",
                          {"entries"},
                          "SELECT count(*) FROM nowhere",
                          "SELECT number::text FROM entries WHERE false",
                          cost)};
    }
#endif

#ifdef BREAKS_names
    std::vector<const row_factory*> factories() const override {
        static const entry_factory factory;
        return {&factory};
    }
#endif

private:
    static std::int64_t part_of(const void* address) {
        return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(address) / 64 %
                                         100'000'000);
    }

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
#elif defined BREAKS_clock
        static_cast<void>(session);
        return number + std::time(nullptr) % 1'000'000;
#elif defined BREAKS_address
        static_cast<void>(session);
        static const int somewhere = 0;
        return number + part_of(&somewhere);
#elif defined BREAKS_heap
        static_cast<void>(session);
        return number + part_of(this);
#else
        static_cast<void>(session);
        return number * 3;
#endif
    }

    const plugin_context& context_;
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::conforming_model);
