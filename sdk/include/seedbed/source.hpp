#pragma once

#include <seedbed/http.hpp>
#include <seedbed/plugin.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <string>

namespace seedbed {

enum class source_outcome {
    complete,    ///< everything that was asked for arrived
    unavailable, ///< the source could not be reached, or refused
    malformed,   ///< an answer came that is not what the source's contract says
    skipped,     ///< there was nothing to ask for in this run
};

/// How collecting went. `detail` is for people: what arrived, or why not and what comes next.
struct collected {
    source_outcome outcome = source_outcome::complete;
    std::uint64_t records = 0;
    std::string detail;
};

/// A plugin that collects from the network before the database phase. `collect` of all selected
/// sources run at the same time, as coroutines on one thread, outside any transaction; what was
/// collected stays in the plugin until `seed`.
///
/// A source that fails does not fail the run: its outcome is reported and its dependants do
/// without it. An http::transport_error that leaves `collect` means `unavailable`, any other
/// exception `malformed`.
class source_plugin : public plugin {
public:
    ~source_plugin() override;

    virtual boost::asio::awaitable<collected> collect(http::client& client) = 0;

protected:
    source_plugin() = default;
};

} // namespace seedbed
