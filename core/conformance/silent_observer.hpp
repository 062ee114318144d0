#pragma once

#include "core/run/observer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// Shows nothing.
class silent_observer : public run::observer {
public:
    void collecting(const std::vector<std::string>&) override {}
    void received(const std::string&, std::uint64_t) override {}
    void collection_ended(const std::string&, const collected&) override {}
    void waiting_for_other_run() override {}
    void tables_created(const std::vector<std::string>&) override {}
    void cleared(const database::cleared_table&) override {}
    void plugin_started(const run::plugin_report&) override {}
    void rows_written(const run::plugin_report&, std::uint64_t) override {}
    void plugin_ended(const run::plugin_report&) override {}
    void judging(const std::string&, std::size_t, std::size_t) override {}
    void judged() override {}
};

} // namespace seedbed::conformance
