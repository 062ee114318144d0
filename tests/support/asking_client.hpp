#pragma once

#include "fake_time.hpp"
#include "http_requests.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::tests {

/// A client with all its policies, whose waits take no time.
struct asking_client {
    std::shared_ptr<fake_time> time = std::make_shared<fake_time>();
    http::client_options options{.user_agent = user_agent, .time = time};
    http::source_rules rules{.source = "sample"};

    http::client client() const { return http::client(options).acting_for(rules); }
};

/// Gives the answers one after the other, the last one again and again. Runs on the server's
/// thread.
inline https_server::responder one_after_another(std::vector<answer> answers) {
    return [answers = std::move(answers), next = std::size_t{0}](const seen_request&) mutable {
        const answer& reply = answers[std::min(next, answers.size() - 1)];
        ++next;
        return reply;
    };
}

/// A sink that keeps what came since the last beginning.
struct kept_body final : http::body_sink {
    void begin() override {
        ++begun;
        text.clear();
    }
    void write(std::string_view bytes) override { text.append(bytes); }

    int begun = 0;
    std::string text;
};

/// Awaits what the coroutine gives, on a loop of its own; throws what it throws.
template <class Result>
Result run(boost::asio::awaitable<Result> task) {
    boost::asio::io_context loop;
    std::exception_ptr failed;
    Result result;
    boost::asio::co_spawn(loop, std::move(task), [&](const std::exception_ptr& thrown, Result got) {
        failed = thrown;
        result = std::move(got);
    });
    loop.run();
    if (failed)
        std::rethrow_exception(failed);
    return result;
}

} // namespace seedbed::tests
