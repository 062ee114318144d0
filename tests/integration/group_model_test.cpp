#include "tests/integration/library.hpp"
#include "tests/support/database_session.hpp"

#include <seedbed/group_model.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed;
using seedbed::test::library;
using seedbed::test::loan;

namespace {

/// Each reader's loans: up to four, each dearer than the one before.
class reader_loans final : public group_model<loan> {
public:
    reader_loans(const plugin_context& context, std::uint64_t readers, std::uint64_t largest = 4)
        : group_model(context, 1), readers_(readers), largest_(largest) {}

    std::uint64_t groups() const override { return readers_; }
    std::uint64_t largest_group() const override { return largest_; }

    void group(row_context& r, std::vector<loan>& out) const override {
        std::int64_t cents = 0;
        for (std::int64_t left = r.random().between(0, 4); left > 0; --left) {
            cents += r.random().between(1, 1000);
            loan& one = out.emplace_back();
            one.reader_id = uuid();
            one.reader_email = "reader" + std::to_string(r.index()) + "@example.com";
            one.fee = decimal<6, 2>::from_units(cents);
        }
    }

private:
    std::uint64_t readers_;
    std::uint64_t largest_;
};

/// A table of loans alone, and the plugins of runs on it.
struct loan_table : seedbed::test::database_session {
    loan_table() {
        library::create_tables(session());
        session().execute_script("ALTER TABLE loan DISABLE TRIGGER ALL"); // no readers here
    }

    seeded run(std::uint64_t readers) const {
        model_directory models;
        const plugin_context context({}, {}, models, [](const std::string&) {});
        reader_loans plugin(context, readers);
        return library::run(plugin, session());
    }

    std::string contents() const {
        return session().value("SELECT string_agg(l::text, ',' ORDER BY id) FROM loan l").value();
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(group_model_test, loan_table)

BOOST_AUTO_TEST_CASE(all_rows_of_all_groups_are_written_once) {
    const seeded first = run(200);
    BOOST_TEST(first.added > 200U); // two a group on average
    BOOST_TEST(first.kept == 0U);
    const seeded second = run(200);
    BOOST_TEST(second.added == 0U);
    BOOST_TEST(second.kept == first.added);
}

BOOST_AUTO_TEST_CASE(a_row_that_was_deleted_comes_back_as_it_was) {
    const seeded all = run(100);
    const std::string before = contents();
    session().execute_script(
        "DELETE FROM loan WHERE id IN (SELECT id FROM loan ORDER BY fee LIMIT 3)");
    const seeded again = run(100);
    BOOST_TEST(again.added == 3U);
    BOOST_TEST(again.kept == all.added - 3);
    BOOST_TEST(contents() == before);
}

BOOST_AUTO_TEST_CASE(more_groups_leave_the_first_ones_as_they_are) {
    run(70);
    const std::string before = contents();
    run(150); // more than one batch
    BOOST_TEST(contents().starts_with(before));
}

BOOST_AUTO_TEST_CASE(a_row_alone_is_the_row_of_its_group) {
    model_directory models;
    const plugin_context context({}, {}, models, [](const std::string&) {});
    const reader_loans plugin(context, 20);
    for (std::uint64_t group = 0; group < 20; ++group) {
        const std::vector<loan> rows = plugin.make_group(group);
        for (std::uint64_t j = 0; j < rows.size(); ++j) {
            BOOST_TEST((plugin.make_row(group * 4 + j).id == rows[j].id));
            BOOST_TEST((plugin.make_row(group * 4 + j).fee == rows[j].fee));
        }
        if (rows.size() < 4)
            BOOST_CHECK_THROW(plugin.make_row(group * 4 + rows.size()), error);
    }
}

BOOST_AUTO_TEST_CASE(a_group_that_is_too_large_is_refused_with_both_numbers) {
    model_directory models;
    const plugin_context context({}, {}, models, [](const std::string&) {});
    reader_loans plugin(context, 50, 3);
    BOOST_CHECK_EXCEPTION(plugin.inspect(session()), error, [](const error& e) {
        const std::string text = e.what();
        return text.find("has 4 rows") != std::string::npos &&
               text.find("says 3") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
