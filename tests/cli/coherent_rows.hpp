#pragma once

#include "tests/cli/asked_seedbed.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::test {

namespace json = boost::json;

inline const words fixed{
    "--seed", "100", "--as-of", "2026-01-01T00:00:00Z", "--password-cost", "4"};

/// Rules that one row alone cannot keep.
inline const std::set<std::string> of_several_rows{"users.superuser",
                                                   "backtests.trade_prices",
                                                   "agent_sessions.completed_has_messages",
                                                   "agent_sessions.stages_complete",
                                                   "agent_sessions.ends_as_it_says"};

inline json::object document(const json::object& row, const char* column) {
    return json::parse(text(row, column)).as_object();
}

/// A suite's process, in the stream of its test.
struct coherent_rows : on_database, asked_seedbed {
    coherent_rows() : asked_seedbed(database) { ask(R"({"begin": "x"})"); }

    /// Expects a refusal that says all the parts.
    void refuses(const std::string& model,
                 const json::object& set,
                 const std::vector<std::string>& parts) {
        const json::object answer =
            ask(json::serialize(json::object{{"create", model}, {"set", set}}));
        const std::string said = json::serialize(answer);
        BOOST_TEST(answer.contains("error"), said);
        check_contains(said, parts);
        check_contains(said, {R"("kind":"usage")"});
    }

    json::object algorithm_of(const json::object& made) {
        return row(fmt::format(R"({{"query": "SELECT * FROM algorithms WHERE id = '{}'"}})",
                               text(made, "algorithm_id")));
    }

    /// Commits, and judges all rules but those of several rows.
    void check_rules() {
        ask(R"({"commit": true})");
        const json::value report = json::parse(run({"verify", "--json"}).out);
        std::size_t judged = 0;
        for (const json::value& each : report.at("checks").as_array()) {
            if (of_several_rows.contains(std::string(each.at("id").as_string())))
                continue;
            ++judged;
            BOOST_TEST(each.at("violations").to_number<int>() == 0, json::serialize(each));
        }
        BOOST_TEST(judged > 50U);
    }

    /// Makes a row for each value, and for each pair of values, of these columns. What is refused
    /// is refused as the caller's mistake; what is made keeps what was set.
    void try_pairs(const std::string& model,
                   const json::object& always,
                   const std::vector<std::pair<std::string, json::value>>& values) {
        std::size_t made = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            for (std::size_t j = i; j < values.size(); ++j) {
                json::object set = always;
                set[values[i].first] = values[i].second;
                set[values[j].first] = values[j].second;
                made += try_one(model, set) ? 1 : 0;
            }
        BOOST_TEST(made > values.size() / 2);
    }

    bool try_one(const std::string& model, const json::object& set) {
        const std::string line = json::serialize(json::object{{"create", model}, {"set", set}});
        const json::object answer = ask(line);
        if (answer.contains("error")) {
            BOOST_TEST(text(answer.at("error").as_object(), "kind") == "usage",
                       line << '\n'
                            << json::serialize(answer));
            return false;
        }
        const json::object& made = answer.at("rows").as_array().at(0).as_object();
        for (const auto& [column, value] : set)
            BOOST_TEST(json::serialize(made.at(column)) == json::serialize(value),
                       line << " gave " << json::serialize(made.at(column)));
        return true;
    }
};

inline const std::vector<std::string> moments{
    "2025-12-20T07:00:00Z", "2025-12-30T12:00:00Z", "2026-01-01T00:00:00Z", "2027-12-30T00:00:00Z"};

inline std::vector<std::pair<std::string, json::value>>
moments_of(const std::vector<std::string>& columns) {
    std::vector<std::pair<std::string, json::value>> all;
    for (const std::string& column : columns)
        for (const std::string& moment : moments)
            all.emplace_back(column, moment);
    return all;
}

template <class A, class B>
std::vector<A> operator+(std::vector<A> left, const std::vector<B>& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

} // namespace seedbed::test
