#include "replaying.hpp"

#include "body_file.hpp"
#include "failure.hpp"
#include "location.hpp"

#include <fmt/format.h>

#include <set>

namespace seedbed::http {

namespace asio = boost::asio;

asio::awaitable<response> replaying::get(const inquiry& wanted, receiver& into) {
    const std::string& source = wanted.rules.source;
    std::deque<recorded_exchange>& answers = recorded_for(source)[secrets_(wanted.request.url)];
    if (answers.empty())
        fail(problem::not_recorded,
             locate(wanted.request.url).shown,
             fmt::format("{} asks for something that is not in the recording \"{}\"",
                         source,
                         directory_.string()));
    const recorded_exchange exchange = std::move(answers.front());
    answers.pop_front();
    if (exchange.failed)
        throw transport_error(exchange.failed->cause, exchange.failed->message);
    const std::string body = body_of(source, exchange);
    into.begin(exchange.answer);
    into.write(body);
    co_return exchange.answer;
}

replaying::exchanges& replaying::recorded_for(const std::string& source) {
    const auto known = sources_.find(source);
    if (known != sources_.end())
        return known->second;
    std::set<std::filesystem::path> files; // in the order of their numbers
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(directory_ / source, none))
        if (entry.path().filename().string().ends_with(".exchange.json"))
            files.insert(entry.path());
    exchanges& found = sources_[source];
    for (const std::filesystem::path& file : files) {
        recorded_exchange exchange = parse_exchange(read_file(file), file.string());
        std::deque<recorded_exchange>& same = found[exchange.url];
        same.push_back(std::move(exchange));
    }
    return found;
}

std::string replaying::body_of(const std::string& source, const recorded_exchange& exchange) const {
    const std::filesystem::path file =
        directory_ / source / std::filesystem::path(exchange.body_file).filename();
    std::string body = read_file(file);
    if (exchange.sha256 && sha256(body) != *exchange.sha256)
        throw error(failure::usage,
                    fmt::format("\"{}\" is not what was recorded: its SHA-256 is another. Record "
                                "again, or take \"sha256\" out of the .exchange.json beside it to "
                                "use the file as it is.",
                                file.string()));
    return body;
}

asio::awaitable<response> staying_offline::get(const inquiry& wanted, receiver& /*into*/) {
    fail(problem::offline, locate(wanted.request.url).shown, "the run does not use the network");
    co_return response(); // makes it a coroutine
}

} // namespace seedbed::http
