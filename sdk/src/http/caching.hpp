#pragma once

#include "recorded_exchange.hpp"
#include "step.hpp"

#include <seedbed/redaction.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace seedbed::http {

/// Keeps answers on disk for as long as the source's manifest allows, and afterwards asks whether
/// they have changed (ETag, Last-Modified). Never answers with what is older because the network
/// fails. An answer that holds a secret is not kept; a cache that cannot be written is none.
class caching final : public step {
public:
    caching(step& next,
            std::optional<std::filesystem::path> directory,
            const redaction& secrets,
            const timekeeper& time)
        : next_(next), directory_(std::move(directory)), secrets_(secrets), time_(time) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    struct entry;
    class storing_receiver;

    boost::asio::awaitable<response>
    ask(const inquiry& wanted, const std::filesystem::path& stem, bool knows_one, receiver& into);
    std::filesystem::path stem_for(const inquiry& wanted) const;
    std::optional<entry> load(const std::filesystem::path& stem) const;
    void store(const std::filesystem::path& stem, recorded_exchange exchange) const;
    bool is_fresh(const entry& found, std::chrono::seconds allowed) const;

    step& next_;
    std::optional<std::filesystem::path> directory_;
    const redaction& secrets_;
    const timekeeper& time_;
};

} // namespace seedbed::http
