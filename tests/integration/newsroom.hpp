#pragma once

#include "news_article-odb.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"

#include <seedbed/model.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace seedbed::test {

inline const std::string key = "s3cret-k3y-0123456789abcdef";

/// One run: what --json says of it.
struct news_run {
    boost::json::value report;

    boost::json::object plugin(const std::string& name) const {
        return plugin_in(boost::json::serialize(report), name);
    }
    int added(const std::string& name) const { return plugin(name).at("added").to_number<int>(); }
    std::string source(const std::string& name, const char* field = "outcome") const {
        return std::string(plugin(name).at("source").at(field).as_string());
    }
    std::string notes() const { return boost::json::serialize(report.at("notes")); }
};

/// A time within the last hours, as news has it.
inline std::string hours_ago(int hours) {
    const auto then = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) -
                      std::chrono::hours(hours);
    return timestamp(then).to_string();
}

/// A page of posts with the ids first to last.
inline std::string page_of(int first, int last, const std::string& next) {
    std::vector<std::string> posts;
    for (int id = first; id <= last; ++id)
        posts.push_back(
            fmt::format(R"({{"id":{0},"title":"Post {0}","url":"https://cp.example/{0}",)"
                        R"("published_at":"{1}","votes":{{"positive":{2},"negative":1}},)"
                        R"("currencies":[{{"code":"BTC"}}]}})",
                        id,
                        hours_ago(1),
                        id % 5));
    return fmt::format(R"({{"next":{},"previous":null,"results":[{}]}})",
                       next.empty() ? "null" : '"' + next + '"',
                       fmt::join(posts, ","));
}

/// Databases, servers in the sources' place, and the authority that seedbed is told to trust.
struct newsroom : on_database {
    tests::certificate_authority authority;

    newsroom() { database.execute(model_traits<ohmycoins::news_article>::table().create_sql); }

    tests::https_server
    serve(const std::function<tests::answer(const tests::seen_request&)>& respond) const {
        return {authority.issue("DNS:localhost"), respond};
    }
    tests::https_server serve(unsigned status, const std::string& body) const {
        return serve([=](const tests::seen_request&) { return tests::http_answer(status, body); });
    }

    command_result run_news(const words& more, bool with_key = true) const {
        const environment_changes changes =
            with_key ? environment_changes{{"CRYPTOPANIC_API_KEY", key}}
                     : environment_changes{{"CRYPTOPANIC_API_KEY", std::nullopt}};
        return run(words{"--json", "--verbose", "--ca-file", authority.file().string()} + more,
                   changes);
    }

    news_run seed(const words& more, bool with_key = true) const {
        const command_result result = run_news(more, with_key);
        check_ends(result, 0);
        check_lacks(result.out + result.err, {key});
        check_lacks(database.dump(), {key});
        return {boost::json::parse(result.out)};
    }

    news_run seed_posts(const tests::https_server& server, const words& more = {}) const {
        return seed(
            words{"--only", "cryptopanic_news", "--cryptopanic-url", server.url("", "localhost")} +
            more);
    }

    news_run seed_feeds(const std::string& feeds, const words& more = {}) const {
        return seed(words{"--only", "rss_news", "--rss-feeds", feeds} + more);
    }

    std::string news() const { return count("news_sentiment"); }
    std::string dump_rows() const {
        return database.copy("SELECT * FROM news_sentiment ORDER BY id");
    }
};

} // namespace seedbed::test
