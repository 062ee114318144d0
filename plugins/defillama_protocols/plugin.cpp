#include "checks.hpp"
#include "daily_totals.hpp"
#include "protocol_fundamentals.hpp"
#include "protocol_ranking.hpp"
#include "sources/base_url.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/json_elements.hpp>
#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::defillama {
namespace {

constexpr std::chrono::minutes longest_request{3}; // 9 MB in 2026, and growing

struct row {
    ranked_protocol protocol;
    std::optional<usd> fees;
    std::optional<usd> revenue;
};

http::request request_for(std::string url) {
    http::request request;
    request.url = std::move(url);
    request.headers.emplace_back("Accept", "application/json");
    request.limits.total = longest_request;
    return request;
}

protocol_level level_option(const option_values& options) {
    const std::string level = options.text("protocol-level");
    if (level == "child")
        return protocol_level::child;
    if (level == "parent")
        return protocol_level::parent;
    throw error(failure::usage,
                fmt::format("--protocol-level is '{}'; give child or parent", level));
}

/// Collects the protocols of the highest TVL and writes one row of each for as-of's day. The row
/// of an earlier run of that day is brought up to date.
class defillama_protocols final : public source_plugin {
public:
    explicit defillama_protocols(const plugin_context& context)
        : context_(context),
          base_(base_url(
              context.options().text("defillama-url"), "--defillama-url", "https://api.llama.fi")),
          level_(level_option(context.options())) {}

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<ohmycoins::protocol_fundamentals>::table()};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override;
    inspection inspect(const session& session) override;
    seeded seed(const session& session, progress& progress) override;

    std::vector<check> checks() const override { return ohmycoins::protocol_checks(); }

private:
    boost::asio::awaitable<void> read_protocols(http::client& client);
    boost::asio::awaitable<void>
    read_totals(http::client& client, const char* type, daily_totals& totals) const;
    boost::asio::awaitable<std::optional<collected>>
    try_totals(http::client& client, const char* type, std::optional<usd> row::*column);

    void tell_rejected(const char* what, const rejections& rejected);
    bool upsert(const session& session, const row& wanted) const;

    const plugin_context& context_;
    std::string base_;
    protocol_level level_;
    std::vector<row> rows_;
    std::uint64_t rejected_ = 0;
};

boost::asio::awaitable<collected> defillama_protocols::collect(http::client& client) {
    if (!context_.run().as_of_now)
        co_return collected{.outcome = source_outcome::skipped,
                            .records = 0,
                            .rejected = 0,
                            .detail = "today's protocols do not belong to a run as of " +
                                      context_.run().as_of.to_string()};
    co_await read_protocols(client);
    const auto fees_failed = co_await try_totals(client, "dailyFees", &row::fees);
    const auto revenue_failed = co_await try_totals(client, "dailyRevenue", &row::revenue);
    const char* lacks = !fees_failed ? "revenue" : !revenue_failed ? "fees" : "fees and revenue";
    collected result{.outcome = source_outcome::complete,
                     .records = rows_.size(),
                     .rejected = rejected_,
                     .detail = fmt::format("{} protocols", rows_.size())};
    if (fees_failed || revenue_failed) {
        result.outcome = source_outcome::partial;
        result.detail += fmt::format(" without {}, which a later run of the day can add: {}",
                                     lacks,
                                     fees_failed ? fees_failed->detail : revenue_failed->detail);
    }
    co_return result;
}

boost::asio::awaitable<void> defillama_protocols::read_protocols(http::client& client) {
    const auto wanted = static_cast<std::size_t>(context_.options().integer("protocols"));
    protocol_ranking ranking(wanted, level_, context_.options().flag("include-cex"));
    json_elements body({.what = "DefiLlama /protocols",
                        .take = [&](const boost::json::value& each) { ranking.add(each); },
                        .restart = [&] { ranking.restart(); }});
    http::request request = request_for(base_ + "/protocols");
    const http::response response = co_await client.get_into(std::move(request), body);
    expect_ok(response, "DefiLlama");
    const std::uint64_t count = body.finish();

    tell_rejected("protocols", ranking.rejected());
    for (ranked_protocol& protocol : ranking.result())
        rows_.push_back({std::move(protocol), std::nullopt, std::nullopt});
    if (rows_.empty())
        throw source_error(source_outcome::malformed,
                           fmt::format("DefiLlama /protocols: none of {} rows is a protocol with "
                                       "a TVL above zero. Try again later.",
                                       count));
    if (rows_.size() < wanted)
        context_.note(fmt::format("DefiLlama gave {} protocols with a TVL above zero, of {} that "
                                  "were asked for",
                                  rows_.size(),
                                  wanted));
}

/// Why the column stays empty, if it does.
boost::asio::awaitable<std::optional<collected>> defillama_protocols::try_totals(
    http::client& client, const char* type, std::optional<usd> row::*column) {
    std::vector<ranked_protocol> wanted;
    for (const row& each : rows_)
        wanted.push_back(each.protocol);
    daily_totals totals(wanted, level_);
    try {
        co_await read_totals(client, type, totals);
    } catch (...) {
        co_return collected_until_error(0);
    }
    tell_rejected(type, totals.rejected());
    for (row& each : rows_)
        each.*column = totals.of(each.protocol.slug);
    co_return std::nullopt;
}

boost::asio::awaitable<void> defillama_protocols::read_totals(http::client& client,
                                                              const char* type,
                                                              daily_totals& totals) const {
    json_elements body({.what = fmt::format("DefiLlama /overview/fees of {}", type),
                        .path = {"protocols"},
                        .take = [&](const boost::json::value& each) { totals.add(each); },
                        .restart = [&] { totals.restart(); }});
    http::request request = request_for(
        fmt::format("{}/overview/fees?excludeTotalDataChart=true&excludeTotalDataChartBreakdown="
                    "true&dataType={}",
                    base_,
                    type));
    const http::response response = co_await client.get_into(std::move(request), body);
    expect_ok(response, "DefiLlama");
    body.finish();
}

void defillama_protocols::tell_rejected(const char* what, const rejections& rejected) {
    rejected_ += rejected.count();
    if (rejected.count() > 0)
        context_.note(fmt::format("DefiLlama: {} rows of {} are of no use; the first: {}",
                                  rejected.count(),
                                  what,
                                  rejected.first()));
}

inspection defillama_protocols::inspect(const session& session) {
    inspection found;
    for (const row& each : rows_) {
        const bool there =
            session
                .value("SELECT 1 FROM protocol_fundamentals WHERE protocol = $1 AND (collected_at"
                       " AT TIME ZONE 'UTC')::date = ($2::timestamptz AT TIME ZONE 'UTC')::date",
                       {each.protocol.slug, context_.run().as_of.to_string()})
                .has_value();
        ++(there ? found.present : found.missing);
    }
    return found;
}

seeded defillama_protocols::seed(const session& session, progress& progress) {
    seeded result;
    for (const row& each : rows_) {
        if (upsert(session, each))
            progress.written(++result.added);
        else
            ++result.kept;
    }
    return result;
}

/// True where the day had no row yet. A row of a later run stays; amounts that this run did not
/// get, for whatever reason, stay, too.
bool defillama_protocols::upsert(const session& session, const row& wanted) const {
    constexpr const char* sql = R"sql(
INSERT INTO protocol_fundamentals AS old (protocol, tvl_usd, fees_24h, revenue_24h, collected_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (protocol, ((collected_at AT TIME ZONE 'UTC')::date)) DO UPDATE
SET tvl_usd = EXCLUDED.tvl_usd,
    fees_24h = coalesce(EXCLUDED.fees_24h, old.fees_24h),
    revenue_24h = coalesce(EXCLUDED.revenue_24h, old.revenue_24h),
    collected_at = EXCLUDED.collected_at
WHERE old.collected_at <= EXCLUDED.collected_at
RETURNING xmax = 0
)sql";
    const auto text = [](const std::optional<usd>& amount) {
        return amount ? std::optional(amount->rounded().to_string()) : std::nullopt;
    };
    const auto is_new = session.value(sql,
                                      {wanted.protocol.slug,
                                       text(wanted.protocol.tvl),
                                       text(wanted.fees),
                                       text(wanted.revenue),
                                       context_.run().as_of.to_string()});
    return is_new == "t";
}

} // namespace
} // namespace seedbed::defillama

SEEDBED_PLUGIN(seedbed::defillama::defillama_protocols);
