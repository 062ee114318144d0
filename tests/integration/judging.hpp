#pragma once

#include "core/database/run_transaction.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/temporary_database.hpp"

#include <seedbed/check.hpp>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::test {

/// What one check is there to find.
struct damage {
    std::string check;
    std::string sql;   ///< statements; "$first" stands for the first row's key
    std::string names; ///< part of what the check says of it
};

inline std::ostream& operator<<(std::ostream& out, const damage& done) {
    return out << done.check;
}

/// A seeded database in a transaction that is rolled back at the end.
class damaged_database {
public:
    damaged_database(const temporary_database& seeded, std::vector<check> checks, std::string table)
        : checks_(std::move(checks)), table_(std::move(table)),
          transaction_(seeded.conninfo(), stop_.get_token(), [] {}) {}

    const seedbed::session& session() const { return transaction_.active_session(); }

    void execute(std::string sql) const {
        const std::string marker = "$first";
        const std::string first =
            "'" + session().value("SELECT min(id::text) FROM " + table_).value() + "'";
        for (auto at = sql.find(marker); at != std::string::npos; at = sql.find(marker))
            sql.replace(at, marker.size(), first);
        session().execute_script(sql);
    }

    check_result judge(const std::string& id) const {
        const auto found = std::find_if(
            checks_.begin(), checks_.end(), [&](const check& each) { return each.id == id; });
        BOOST_REQUIRE_MESSAGE(found != checks_.end(), "there is no check " << id);
        return found->judge(session());
    }

    void check_none_is_violated() const {
        for (const check& each : checks_) {
            if (!tables_are_there(each))
                continue;
            const check_result result = each.judge(session());
            BOOST_TEST(result.violation_count == 0U,
                       each.id << ": "
                               << (result.violations.empty() ? "" : result.violations.front()));
            BOOST_TEST(result.looked_at > 0U, each.id << " looked at nothing");
        }
    }

    void check_finds(const damage& done) const {
        execute(done.sql);
        const check_result result = judge(done.check);
        BOOST_TEST(result.violation_count == 1U);
        BOOST_REQUIRE(!result.violations.empty());
        check_contains(result.violations.front(), {done.names});
    }

private:
    bool tables_are_there(const check& rule) const {
        return std::all_of(rule.tables.begin(), rule.tables.end(), [&](const std::string& table) {
            return session().value("SELECT to_regclass($1)", {quote_identifier(table)}).has_value();
        });
    }

    std::vector<check> checks_;
    std::string table_;
    std::stop_source stop_;
    database::run_transaction transaction_;
};

inline void check_all_are_damaged(const std::vector<check>& checks,
                                  const std::vector<damage>& damages) {
    std::set<std::string> damaged;
    for (const damage& each : damages)
        damaged.insert(each.check);
    for (const check& each : checks)
        BOOST_TEST(damaged.contains(each.id), each.id << " is not tried");
    BOOST_TEST(damaged.size() == checks.size());
}

} // namespace seedbed::test
