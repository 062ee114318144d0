#pragma once

#include "@model@.hpp"

#include <seedbed/source.hpp>

#include <set>
#include <string>
#include <vector>

namespace @namespace@ {

/// Asks the API before the run's transaction begins, and writes what is new inside of it.
class collector final : public seedbed::source_plugin {
public:
    explicit collector(const seedbed::plugin_context& context) : context_(context) {}

    std::vector<const seedbed::mapped_table*> tables() const override;
    boost::asio::awaitable<seedbed::collected> collect(seedbed::http::client& client) override;
    seedbed::inspection inspect(const seedbed::session& session) override;
    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override;

    /// What was collected.
    const std::vector<@model@>& records() const noexcept { return records_; }

private:
    static std::set<std::string> known_names(const seedbed::session& session);

    const seedbed::plugin_context& context_;
    std::vector<@model@> records_;
};

} // namespace @namespace@
