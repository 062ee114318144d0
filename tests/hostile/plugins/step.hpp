#pragma once

#include <seedbed/descriptor.hpp>
#include <seedbed/plugin.hpp>

namespace seedbed::hostile {

/// A plugin that does all that a plugin should: it writes its name into the table "steps", so that
/// the table tells which plugins ran, in which order. The others derive from it and break one
/// thing.
class step : public plugin {
public:
    explicit step(const plugin_context&) {}

    std::vector<const mapped_table*> tables() const override {
        static const mapped_table steps{
            .name = "steps",
            .columns = {{.name = "plugin", .type = "TEXT"}},
            .create_sql = "CREATE TABLE steps (number SERIAL PRIMARY KEY, plugin TEXT NOT NULL)"};
        return {&steps};
    }

    inspection inspect(const session&) override { return {.present = 0, .missing = 1}; }

    seeded seed(const session& session, progress& progress) override {
        session.execute("INSERT INTO steps (plugin) VALUES ($1)", {SEEDBED_PLUGIN_NAME});
        progress.written(1);
        return {.added = 1, .kept = 0};
    }
};

} // namespace seedbed::hostile
