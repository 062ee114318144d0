#pragma once

#include "tests/cli/on_database.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

namespace seedbed::test {

inline std::string text(const boost::json::object& row, const char* column) {
    return std::string(row.at(column).as_string());
}

/// A suite's `seedbed create --stdin`, which the database outlives.
class asked_seedbed {
public:
    explicit asked_seedbed(const temporary_database& database)
        : process_({"create",
                    "--stdin",
                    "--seed",
                    "100",
                    "--as-of",
                    "2026-01-01T00:00:00Z",
                    "--password-cost",
                    "4",
                    "--database",
                    database.url()},
                   {},
                   streams::conversation) {}

    boost::json::object ask(const std::string& line) {
        const std::string answer = process_.ask(line);
        if (answer.empty())
            throw std::runtime_error(line + " ended it: " + process_.finish().err);
        return boost::json::parse(answer).as_object();
    }

    boost::json::array rows(const std::string& line) {
        const boost::json::object answer = ask(line);
        BOOST_REQUIRE_MESSAGE(answer.contains("rows"),
                              line << '\n'
                                   << boost::json::serialize(answer));
        return answer.at("rows").as_array();
    }

    boost::json::object row(const std::string& line) { return rows(line).at(0).as_object(); }

    /// The first row of a model with these columns.
    boost::json::object make(const std::string& model, const boost::json::object& set = {}) {
        return row(boost::json::serialize(boost::json::object{{"create", model}, {"set", set}}));
    }

    running_seedbed& command() { return process_; }

private:
    running_seedbed process_;
};

} // namespace seedbed::test
