#include "core/run/collecting.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>
#include <seedbed/redaction.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <deque>
#include <filesystem>
#include <system_error>
#include <utility>

namespace seedbed::run {
namespace {

collected outcome_of_current_exception() {
    try {
        throw;
    } catch (const error&) {
        return collected_until_error(0);
    } catch (...) {
        return {.outcome = source_outcome::malformed,
                .records = 0,
                .rejected = 0,
                .detail = detail::describe_current_exception().message};
    }
}

collected offline_outcome() {
    return {.outcome = source_outcome::unavailable,
            .records = 0,
            .rejected = 0,
            .detail = "offline: it was not asked"};
}

/// A source at work: its client tells the observer what comes in.
class collection {
public:
    collection(named_source from,
               const http::client& network,
               const redaction& secrets,
               observer& observer)
        : from_(std::move(from)), secrets_(secrets), observer_(observer),
          client_(network.acting_for(observed_rules())) {}

    collection(const collection&) = delete;
    collection& operator=(const collection&) = delete;

    boost::asio::awaitable<void> run(collected& result) {
        try {
            result = co_await from_.source->collect(client_);
        } catch (...) {
            result = outcome_of_current_exception();
        }
        result.detail = secrets_(result.detail);
        observer_.collection_ended(from_.name, result);
    }

private:
    http::source_rules observed_rules() {
        http::source_rules rules = from_.rules;
        rules.source = from_.name;
        rules.received = [this](std::uint64_t bytes) {
            received_ += bytes;
            observer_.received(from_.name, received_);
        };
        return rules;
    }

    named_source from_;
    const redaction& secrets_;
    observer& observer_;
    std::uint64_t received_ = 0;
    http::client client_;
};

/// What a source could not read is asked for again, once its server has mended it.
void forget_answers(const http::client_options& http, const std::string& source) {
    std::error_code none; // then they grow old there
    if (http.cache)
        std::filesystem::remove_all(*http.cache / source, none);
}

std::vector<collected> ask_nobody(const std::vector<named_source>& sources, observer& observer) {
    const std::vector<collected> results(sources.size(), offline_outcome());
    for (const named_source& from : sources)
        observer.collection_ended(from.name, results.front());
    return results;
}

} // namespace

std::vector<collected> collect_all(const std::vector<named_source>& sources,
                                   const http::client_options& http,
                                   observer& observer,
                                   const std::stop_token& stop) {
    std::vector<collected> results(sources.size());
    if (sources.empty())
        return results;
    if (http.network == http::network_use::forbidden)
        return ask_nobody(sources, observer);
    std::vector<std::string> names;
    for (const named_source& from : sources)
        names.push_back(from.name);
    observer.collecting(names);

    const redaction secrets(http.secrets);
    const http::client network(http);
    std::deque<collection> running; // before the context: coroutines that a stop leaves use it
    boost::asio::io_context context;
    const std::stop_callback on_stop(stop, [&context] { context.stop(); });
    for (std::size_t i = 0; i < sources.size(); ++i) {
        collection& each = running.emplace_back(sources[i], network, secrets, observer);
        boost::asio::co_spawn(context, each.run(results[i]), boost::asio::detached);
    }
    context.run();
    if (stop.stop_requested())
        throw error(failure::interrupted, "interrupted; nothing was kept");
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (results[i].outcome != source_outcome::complete)
            forget_answers(http, sources[i].name);
    return results;
}

} // namespace seedbed::run
