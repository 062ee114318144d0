// A source that keeps every rule, or, compiled with BREAKS_…, all but one. It asks for
// {"rows": [{"n": 1, "amount": "10.5"}, …]}.
#include <seedbed/descriptor.hpp>
#include <seedbed/http_options.hpp>
#include <seedbed/json.hpp>
#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <string>

namespace seedbed::hostile {

class conforming_source final : public source_plugin {
public:
    explicit conforming_source(const plugin_context& context) : context_(context) {}

    std::vector<const mapped_table*> tables() const override {
        static const mapped_table readings{
            .name = "readings",
            .columns = {{.name = "n", .type = "BIGINT", .primary_key = true, .references = {}},
                        {.name = "amount", .type = "TEXT", .references = {}}},
            .create_sql = "CREATE TABLE readings (n BIGINT PRIMARY KEY, amount TEXT)"};
        return {&readings};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override {
#ifdef BREAKS_asking
        rows_.emplace(1, "10.5");
        co_return collected{.outcome = source_outcome::complete,
                            .records = rows_.size(),
                            .rejected = 0,
                            .detail = "1 reading of its own"};
#endif
        const std::string key = context_.options().environment("READINGS_KEY").value_or("");
#ifdef BREAKS_hosts
        http::request elsewhere("https://elsewhere.example/version");
        co_await client.get(std::move(elsewhere));
#endif
        http::request wanted(context_.options().text("readings-url") + "/rows?key=" + key);
        http::response response = co_await ask(client, wanted);
#ifdef BREAKS_secrecy
        if (response.status != 200)
            std::cerr << "asked " << wanted.url << std::endl;
#endif
        expect_ok(response, "Readings");
#ifdef BREAKS_documents
        try {
            take(response.body);
        } catch (const std::exception&) {
            rows_.clear();
        }
#else
        take(response.body);
#endif
        co_return collected{.outcome = source_outcome::complete,
                            .records = rows_.size(),
                            .rejected = rejected_,
                            .detail = fmt::format("{} readings", rows_.size())};
    }

    inspection inspect(const session&) override {
        return {.present = 0, .missing = rows_.size(), .estimated = true};
    }

    seeded seed(const session& session, progress& progress) override {
        seeded result;
        for (const auto& [n, amount] : rows_)
            result.added +=
                session.execute("INSERT INTO readings VALUES ($1, $2) ON CONFLICT (n) DO NOTHING",
                                {std::to_string(n), amount});
        result.kept = rows_.size() - result.added;
        progress.written(result.added);
        return result;
    }

private:
    boost::asio::awaitable<http::response> ask(http::client& client, http::request wanted) {
#ifdef BREAKS_patience
        http::request first = wanted;
        http::response response = co_await client.get(std::move(first));
        if (response.status < 500)
            co_return response;
        co_return co_await client.get(std::move(wanted)); // the client has tried three times
#else
        co_return co_await client.get(std::move(wanted));
#endif
    }

    void take(const std::string& body) {
        const boost::json::value document = parse_json(body, "Readings");
        const auto* rows =
            document.is_object() ? document.get_object().if_contains("rows") : nullptr;
        if (rows == nullptr || !rows->is_array())
            throw source_error(source_outcome::malformed, "Readings: there are no rows");
        for (const boost::json::value& row : rows->get_array())
            take_row(row);
        if (rows_.empty())
            throw source_error(source_outcome::malformed, "Readings: no row is any good");
    }

    void take_row(const boost::json::value& row) {
        const auto* object = row.if_object();
        const auto* n = object ? object->if_contains("n") : nullptr;
        const auto* amount = object ? object->if_contains("amount") : nullptr;
        const bool good =
            n && n->is_int64() && amount && amount->is_string() && !amount->get_string().empty() &&
            std::ranges::all_of(amount->get_string(),
                                [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
#ifdef BREAKS_records
        if (!good)
            throw source_error(source_outcome::malformed, "Readings: a row is no good");
#endif
        if (good)
            rows_.emplace(n->get_int64(), amount->get_string());
        else
            ++rejected_;
    }

    const plugin_context& context_;
    std::map<std::int64_t, std::string> rows_;
    std::uint64_t rejected_ = 0;
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::conforming_source);
