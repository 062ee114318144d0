#include "loan-odb.hpp"
#include "reader-odb.hpp"
#include "sample-odb.hpp"
#include "tests/integration/library.hpp"
#include "tests/integration/models/sample.hpp"
#include "tests/support/database_session.hpp"
#include "tests/support/refusal.hpp"

#include <seedbed/fixture_rows.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <set>
#include <string>

using namespace seedbed;
using seedbed::test::check_refused;
using seedbed::test::library;
using seedbed::test::loan;
using seedbed::test::loans;
using seedbed::test::reader;
using seedbed::test::readers;
using seedbed::test::sample;

namespace {

const timestamp now = timestamp::parse("2026-01-01T00:00:00Z");
const run_info run{.seed = 7, .as_of = now, .present = now};

/// Two models of somebody's plugin, and their tables.
struct shelves : seedbed::test::database_session {
    shelves() { library::create_tables(session()); }

    std::vector<mapped_row> create(fixture_request request) {
        return rows.create(session(), request);
    }
    loan create_loan(std::vector<column_setting> set = {}) {
        return to_object<loan>(create({.model = "loan", .set = std::move(set)}).at(0));
    }
    reader create_reader(std::vector<column_setting> set = {}) {
        return to_object<reader>(create({.model = "reader", .set = std::move(set)}).at(0));
    }
    std::string count(const std::string& table) const {
        return session().value("SELECT count(*) FROM " + table).value();
    }

    model_directory models;
    plugin_context context{run, option_values(), models, [](const std::string&) {}};
    readers reader_plugin{context, 50, 100};
    loans loan_plugin{context, 300, 100, seedbed::test::any_reader};
    fixture_rows rows{
        {{"readers", reader_plugin.factories().at(0)}, {"loans", loan_plugin.factories().at(0)}},
        run};
};

sample filled() {
    sample s;
    s.key = uuid::parse("01234567-89ab-7def-8123-456789abcdef");
    s.moment = timestamp::parse("2026-02-28T23:59:59.999999Z");
    s.amount = decimal<30, 8>::parse("-1234567890123456789012.12345678");
    s.document.text = R"({"coin":"BTC"})";
    s.words = {"BTC", "say \"x\""};
    s.text = std::string(5000, 'x');
    s.maybe_text = "ä";
    s.flag = true;
    s.maybe_integer = -5;
    s.maybe_real = -0.1;
    return s;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(fixture_rows_test, shelves)

BOOST_AUTO_TEST_CASE(an_object_survives_the_way_through_a_row) {
    const mapped_row row = to_mapped_row(filled());
    BOOST_TEST((to_mapped_row(to_object<sample>(row)) == row));
    const mapped_row other = unlike(row);
    mapped_row again = to_mapped_row(to_object<sample>(other));
    again.at("id") = other.key(); // the database assigns it: no object has it for a new row
    BOOST_TEST((again == other));
    for (std::size_t i = 0; i < row.size(); ++i)
        BOOST_TEST((row[i] != other[i]), row.layout().column(i).name);
    const mapped_row empty = to_mapped_row(sample());
    BOOST_TEST((unlike(empty).at("words") != empty.at("words")));
    BOOST_TEST(!empty.key().has_value()); // the database assigns it
}

BOOST_AUTO_TEST_CASE(a_row_is_json) {
    const std::string json = to_json(to_mapped_row(filled()));
    seedbed::test::check_contains(json,
                                  {R"({"id":null,"key":"01234567-89ab-7def-8123-456789abcdef")",
                                   R"("moment":"2026-02-28T23:59:59.999999Z")",
                                   R"("amount":"-1234567890123456789012.12345678")",
                                   R"("maybe_ratio":null)",
                                   R"("document":{"coin":"BTC"})",
                                   R"("words":["BTC","say \"x\""])",
                                   R"("flag":true)",
                                   R"("maybe_integer":-5)",
                                   R"("maybe_real":-0.1)"});
}

BOOST_AUTO_TEST_CASE(a_fixture_is_the_row_that_a_run_writes) {
    const reader made = create_reader();
    BOOST_TEST((to_mapped_row(made) == to_mapped_row(reader_plugin.make_complete_row(0))));
    const auto stored =
        session().value("SELECT email FROM reader WHERE id = $1", {made.id.to_string()});
    BOOST_TEST(stored.value() == made.email);
}

BOOST_AUTO_TEST_CASE(parents_are_made_where_none_is_given) {
    const loan made = create_loan();
    BOOST_TEST(count("reader") == "1");
    BOOST_TEST((reader_plugin.row_index(made.reader_id).has_value()));
    const reader given = create_reader();
    const loan other = create_loan({{"reader_id", given.id.to_string(), value_form::text}});
    BOOST_TEST((other.reader_id == given.id));
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_given_has_to_exist) {
    const std::string nobody = "01234567-89ab-7def-8123-456789abcdef";
    check_refused(failure::usage, {"loan: reader_id: there is no reader " + nobody}, [&] {
        create_loan({{"reader_id", nobody, value_form::text}});
    });
    BOOST_TEST(count("loan") == "0");
}

BOOST_AUTO_TEST_CASE(the_next_row_is_the_first_that_is_not_there) {
    library({.seed = run.seed, .as_of = run.as_of, .readers = 37, .loans = 0}).run(session());
    const reader made = create_reader();
    BOOST_TEST(reader_plugin.generated_index(made.id).value() == 37U);
    session().execute("DELETE FROM reader WHERE id = $1", {reader_plugin.row_key(36).to_string()});
    fixture_rows anew(rows.factories(), run);
    const auto again = anew.create(session(), {.model = "reader"});
    const auto index = reader_plugin.generated_index(to_object<reader>(again.at(0)).id).value();
    BOOST_TEST((index == 36U || index == 38U));
}

BOOST_AUTO_TEST_CASE(a_row_that_somebody_else_wrote_is_passed_over_and_stands_for_a_parent) {
    const uuid theirs = uuid::parse("ffffffff-ffff-4fff-bfff-ffffffffffff");
    for (int i = 0; i < 50; ++i)
        session().execute(
            "INSERT INTO reader (id, email, name, joined) VALUES ($1, $2, 'x', now())",
            {i == 0 ? theirs.to_string()
                    : uuid::parse("ffffffff-ffff-4fff-bfff-ffffffffff" + std::to_string(10 + i))
                          .to_string(),
             reader_plugin.natural_key(static_cast<std::uint64_t>(i))});
    const reader made = create_reader();
    BOOST_TEST(made.email == reader_plugin.natural_key(50));
    const loan lent = create_loan();
    BOOST_TEST(count("reader") == "51");
    BOOST_TEST(!reader_plugin.generated_index(lent.reader_id).has_value());
}

BOOST_AUTO_TEST_CASE(typed_edits_say_themselves_what_they_set) {
    fixture_request request{.model = "loan", .count = 2};
    edit_with<loan>(request, [](loan& row, std::uint64_t number) {
        row.fee = decimal<6, 2>::from_integer(static_cast<long long>(number));
        row.returned.reset(); // what a default loan has
    });
    BOOST_TEST((std::set<std::string>(request.given.begin(), request.given.end()) ==
                std::set<std::string>{"fee", "returned"}));
    const auto made = create(request);
    BOOST_TEST(to_object<loan>(made.at(1)).fee.to_string() == "1.00");
    BOOST_TEST(!to_object<loan>(made.at(0)).returned.has_value());
}

BOOST_AUTO_TEST_CASE(after_a_rollback_the_same_rows_are_made_again) {
    const fixture_rows::mark before = rows.here();
    session().execute_script("SAVEPOINT here");
    const loan first = create_loan();
    session().execute_script("ROLLBACK TO SAVEPOINT here");
    rows.rewind(before);
    const loan again = create_loan();
    BOOST_TEST((to_mapped_row(again) == to_mapped_row(first)));
    BOOST_TEST(count("reader") == "1");
}

BOOST_AUTO_TEST_CASE(streams_depend_on_their_name_alone) {
    rows.start_stream("one test");
    const std::string first = to_json(rows.build({.model = "loan"})[0]);
    rows.start_stream("another");
    const std::string other = to_json(rows.build({.model = "loan"})[0]);
    rows.start_stream("one test");
    const std::string again = to_json(rows.build({.model = "loan"})[0]);
    BOOST_TEST(first == again);
    BOOST_TEST(first != other);
}

BOOST_AUTO_TEST_CASE(a_mistyped_model_is_answered_with_the_right_one) {
    check_refused(failure::usage, {"no model 'raeder'", "did you mean 'reader'?"}, [&] {
        rows.find("raeder");
    });
    BOOST_TEST(rows.find("loans").model() == "loan");
}

BOOST_AUTO_TEST_SUITE_END()
