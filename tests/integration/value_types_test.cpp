#include "sample-odb.hpp"
#include "tests/integration/models/sample.hpp"
#include "tests/support/database_session.hpp"

#include <seedbed/bulk_writer.hpp>
#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

using namespace seedbed;
using seedbed::test::sample;

namespace {

struct sample_table : seedbed::test::database_session {
    sample_table() { session().execute_script(model_traits<sample>::table().create_sql); }

    /// The sample as PostgreSQL prints it, without the key that it assigned.
    std::string printed(long long id) const {
        return session()
            .value("SELECT (to_jsonb(s) - 'id')::text FROM \"Sample rows\" s WHERE id = $1",
                   {std::to_string(id)})
            .value();
    }
};

sample filled() {
    sample s;
    s.key = uuid::parse("01234567-89ab-7def-8123-456789abcdef");
    s.maybe_key = uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff");
    s.moment = timestamp::parse("2026-02-28T23:59:59.999999Z");
    s.maybe_moment = timestamp::parse("1969-12-31T23:59:59.999999Z");
    s.amount = decimal<30, 8>::parse("-1234567890123456789012.12345678");
    s.maybe_ratio = decimal<5, 4>::parse("0.0001");
    s.document.text = R"({"coin": "BTC", "note": "ä \"quoted\" ☃"})";
    s.maybe_document = json_text("[1,  2]");
    s.words = {"BTC", "say \"x\"", "back\\slash", "comma, brace {}", "", "NULL", "Ünïcode"};
    s.maybe_words = text_array{};
    s.text = "a longer text than the image's first buffer holds: " + std::string(2000, 'x');
    s.maybe_text = "";
    s.flag = true;
    s.maybe_integer = std::numeric_limits<int>::min();
    s.maybe_real = -0.1;
    return s;
}

sample with_nulls() {
    sample s;
    s.document.text = "null";
    return s;
}

sample at_limits(bool high) {
    sample s = with_nulls();
    const std::string nines = "9999999999999999999999.99999999";
    s.amount = decimal<30, 8>::parse(high ? nines : "-" + nines);
    s.maybe_ratio = decimal<5, 4>::parse(high ? "9.9999" : "-9.9999");
    s.moment = timestamp::from_unix_seconds(high ? 9'223'372'036'854 : -210'866'803'200);
    s.maybe_integer = high ? std::numeric_limits<int>::max() : std::numeric_limits<int>::min();
    return s;
}

void check_equal(const sample& a, const sample& b) {
    BOOST_TEST(a.key.to_string() == b.key.to_string());
    BOOST_TEST((a.maybe_key == b.maybe_key));
    BOOST_TEST((a.moment == b.moment));
    BOOST_TEST((a.maybe_moment == b.maybe_moment));
    BOOST_TEST(a.amount.to_string() == b.amount.to_string());
    BOOST_TEST((a.maybe_ratio == b.maybe_ratio));
    BOOST_TEST((a.maybe_document == b.maybe_document));
    BOOST_TEST((a.words == b.words));
    BOOST_TEST((a.maybe_words == b.maybe_words));
    BOOST_TEST(a.text == b.text);
    BOOST_TEST((a.maybe_text == b.maybe_text));
    BOOST_TEST(a.flag == b.flag);
    BOOST_TEST((a.maybe_integer == b.maybe_integer));
    BOOST_TEST((a.maybe_real == b.maybe_real));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(value_types_test, sample_table)

BOOST_AUTO_TEST_CASE(every_type_comes_back_as_it_went) {
    for (sample original : {filled(), with_nulls(), at_limits(true), at_limits(false)}) {
        session().database().persist(original);
        check_equal(*session().database().load<sample>(original.id), original);
    }
}

BOOST_AUTO_TEST_CASE(postgresql_reads_the_values_that_were_meant) {
    sample s = filled();
    session().database().persist(s);
    const auto column = [&](const std::string& expression) {
        return session().value("SELECT (" + expression + ")::text FROM \"Sample rows\"").value();
    };
    BOOST_TEST(column("key") == "01234567-89ab-7def-8123-456789abcdef");
    BOOST_TEST(column("moment") == "2026-02-28 23:59:59.999999+00");
    BOOST_TEST(column("amount") == "-1234567890123456789012.12345678");
    BOOST_TEST(column("maybe_ratio") == "0.0001");
    BOOST_TEST(column("document->>'note'") == "ä \"quoted\" ☃");
    BOOST_TEST(column("words[2]") == "say \"x\"");
    BOOST_TEST(column("words[6]") == "NULL");
    BOOST_TEST(column("cardinality(words)") == "7");
    BOOST_TEST(column("cardinality(maybe_words)") == "0");
}

BOOST_AUTO_TEST_CASE(a_row_copied_equals_a_row_persisted) {
    for (const sample& original : {filled(), with_nulls(), at_limits(true), at_limits(false)}) {
        sample persisted = original;
        session().database().persist(persisted);
        bulk_writer<sample> writer(session());
        writer.write(original);
        BOOST_TEST(writer.finish() == 1U);
        BOOST_TEST(printed(persisted.id + 1) == printed(persisted.id));
    }
}

BOOST_AUTO_TEST_CASE(numeric_digits_survive_at_every_scale) {
    for (int exponent = -8; exponent <= 21; ++exponent) {
        sample s = with_nulls();
        s.amount = decimal<30, 8>::parse("1e" + std::to_string(exponent));
        session().database().persist(s);
        BOOST_TEST(
            session()
                .value("SELECT amount FROM \"Sample rows\" WHERE id = $1", {std::to_string(s.id)})
                .value() == s.amount.to_string());
        BOOST_TEST((session().database().load<sample>(s.id)->amount == s.amount));
    }
}

BOOST_AUTO_TEST_CASE(what_the_types_cannot_hold_is_refused) {
    sample too_early = with_nulls();
    too_early.moment = timestamp::from_unix_seconds(-210'866'803'201);
    BOOST_CHECK_EXCEPTION(session().database().persist(too_early), error, [](const error& e) {
        return std::string(e.what()).find("4713 BC") != std::string::npos;
    });
    session().execute_script("INSERT INTO \"Sample rows\" (key, moment, amount, document, words,"
                             " text, flag) VALUES (gen_random_uuid(), 'infinity', 'NaN', '1', '{}',"
                             " '', true)");
    BOOST_CHECK_THROW(session().database().load<sample>(1), error);
}

BOOST_AUTO_TEST_CASE(a_writer_that_is_not_finished_leaves_no_row) {
    {
        bulk_writer<sample> writer(session());
        writer.write(filled());
    }
    session().execute_script("ROLLBACK; BEGIN"); // the server aborted the transaction with the COPY
    BOOST_TEST(session().value("SELECT to_regclass('\"Sample rows\"')").has_value() == false);
}

BOOST_AUTO_TEST_CASE(a_refused_row_names_the_servers_reason) {
    sample s = with_nulls();
    s.maybe_text = "longer than twenty characters";
    bulk_writer<sample> writer(session());
    writer.write(s);
    BOOST_CHECK_EXCEPTION(writer.finish(), error, [](const error& e) {
        return e.kind() == failure::database &&
               std::string(e.what()).find("too long for type character varying(20)") !=
                   std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_stop_request_ends_a_copy_between_two_buffers) {
    bulk_writer<sample> writer(session());
    const sample row = filled();
    stop.request_stop();
    BOOST_CHECK_EXCEPTION(for (int i = 0; i < 1000; ++i) writer.write(row),
                          error,
                          [](const error& e) { return e.kind() == failure::interrupted; });
}

BOOST_AUTO_TEST_SUITE_END()
