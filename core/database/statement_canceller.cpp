#include "core/database/statement_canceller.hpp"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace seedbed::database {

statement_canceller::statement_canceller(PGconn* connection, const std::stop_token& stop)
    : cancel_(PQgetCancel(connection)), on_stop_(stop, [this] {
          repeating_ = std::jthread([this](const std::stop_token& ended) { cancel_until(ended); });
      }) {}

void statement_canceller::cancel_until(const std::stop_token& ended) const {
    constexpr std::chrono::milliseconds pause(50);
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any pausing;
    while (!ended.stop_requested()) {
        std::array<char, 256> message{};
        PQcancel(cancel_.get(), message.data(), static_cast<int>(message.size()));
        pausing.wait_for(lock, ended, pause, [] { return false; });
    }
}

} // namespace seedbed::database
