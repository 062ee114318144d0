#pragma once

#include "core/run/observer.hpp"

#include <seedbed/http_options.hpp>
#include <seedbed/source.hpp>

#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

struct named_source {
    std::string name;
    source_plugin* source = nullptr;
    http::source_rules rules;
};

/// Runs `collect` of all sources at the same time, on this thread; gives the results in the
/// sources' order, without secrets. Where the network is forbidden no source is asked. No exception
/// of a source gets out: it becomes an outcome. Throws error(failure::interrupted) on a stop
/// request.
std::vector<collected> collect_all(const std::vector<named_source>& sources,
                                   const http::client_options& http,
                                   observer& observer,
                                   const std::stop_token& stop);

} // namespace seedbed::run
