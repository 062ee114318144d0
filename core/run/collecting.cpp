#include "core/run/collecting.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <utility>

namespace seedbed::run {
namespace {

collected outcome_of_current_exception() {
    try {
        throw;
    } catch (const http::transport_error& e) {
        return {.outcome = source_outcome::unavailable, .records = 0, .detail = e.what()};
    } catch (...) {
        return {.outcome = source_outcome::malformed,
                .records = 0,
                .detail = detail::describe_current_exception().message};
    }
}

boost::asio::awaitable<void>
collect_one(named_source from, http::client& client, observer& observer, collected& result) {
    try {
        result = co_await from.source->collect(client);
    } catch (...) {
        result = outcome_of_current_exception();
    }
    observer.collection_ended(from.name, result);
}

} // namespace

std::vector<collected> collect_all(const std::vector<named_source>& sources,
                                   const http::client_options& http,
                                   observer& observer,
                                   const std::stop_token& stop) {
    std::vector<collected> results(sources.size());
    if (sources.empty())
        return results;
    std::vector<std::string> names;
    for (const named_source& from : sources)
        names.push_back(from.name);
    observer.collecting(names);

    http::client client(http); // before the context: coroutines that a stop leaves use it
    boost::asio::io_context context;
    const std::stop_callback on_stop(stop, [&context] { context.stop(); });
    for (std::size_t i = 0; i < sources.size(); ++i)
        boost::asio::co_spawn(
            context, collect_one(sources[i], client, observer, results[i]), boost::asio::detached);
    context.run();
    if (stop.stop_requested())
        throw error(failure::interrupted, "interrupted; nothing was kept");
    return results;
}

} // namespace seedbed::run
