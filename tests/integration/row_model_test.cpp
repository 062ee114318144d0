#include "tests/integration/library.hpp"
#include "tests/support/database_session.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <sched.h>
#include <string>
#include <vector>

using namespace seedbed;
using seedbed::test::any_reader;
using seedbed::test::check_refused;
using seedbed::test::library;
using seedbed::test::loan;
using seedbed::test::reader;

namespace {

/// Everything that two tables hold, as text.
struct contents {
    std::string readers;
    std::string loans;
};

struct shelves : seedbed::test::database_session {
    shelves() { library::create_tables(session()); }

    std::string value(const std::string& sql) const { return session().value(sql).value(); }

    contents read() const {
        const auto all = [&](const std::string& table) {
            return value("SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY id), '') FROM " +
                         table + " t");
        };
        return {all("reader"), all("loan")};
    }

    void empty() const { session().execute_script("TRUNCATE loan, reader"); }

    /// What a run writes into empty tables.
    contents written_by(const library::plan& plan) const {
        empty();
        library(plan).run(session());
        return read();
    }
};

void check_equal(const contents& a, const contents& b) {
    BOOST_TEST((a.readers == b.readers));
    BOOST_TEST((a.loans == b.loans));
}

/// Keeps the process on one core, so that row_model uses one thread.
class one_core {
public:
    one_core() {
        BOOST_REQUIRE(sched_getaffinity(0, sizeof before_, &before_) == 0);
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int core = 0; CPU_COUNT(&one) == 0; ++core)
            if (CPU_ISSET(core, &before_))
                CPU_SET(core, &one);
        BOOST_REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
    }
    ~one_core() { sched_setaffinity(0, sizeof before_, &before_); }
    one_core(const one_core&) = delete;
    one_core& operator=(const one_core&) = delete;

private:
    cpu_set_t before_{};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(row_model_test, shelves)

BOOST_AUTO_TEST_SUITE(running_again)

BOOST_AUTO_TEST_CASE(the_first_run_writes_all_rows_and_the_second_none) {
    library first;
    BOOST_TEST(library::run(first.readers(), session()).added == 50U);
    BOOST_TEST(library::run(first.loans(), session()).added == 300U);
    const contents before = read();
    library second;
    BOOST_TEST(library::run(second.readers(), session()).kept == 50U);
    BOOST_TEST(library::run(second.loans(), session()).kept == 300U);
    check_equal(read(), before);
}

BOOST_AUTO_TEST_CASE(only_missing_rows_are_added_and_they_are_the_ones_that_were_there) {
    const contents before = written_by({});
    session().execute_script("DELETE FROM loan WHERE fee < 300");
    const auto left = std::stoull(value("SELECT count(*) FROM loan"));
    library again;
    library::run(again.readers(), session());
    BOOST_TEST(library::run(again.loans(), session()).added == 300U - left);
    check_equal(read(), before);
}

BOOST_AUTO_TEST_CASE(a_row_that_somebody_changed_is_kept_as_it_is) {
    library().run(session());
    session().execute_script("UPDATE loan SET fee = 0");
    const contents before = read();
    library().run(session());
    check_equal(read(), before);
}

BOOST_AUTO_TEST_CASE(a_bigger_count_adds_only_the_difference) {
    const contents small = written_by({.readers = 20});
    library bigger({.readers = 50});
    BOOST_TEST(library::run(bigger.readers(), session()).added == 30U);
    BOOST_TEST(read().readers.starts_with(small.readers)); // keys rise with the index
    check_equal(written_by({.readers = 50, .loans = 0}), written_by({.readers = 50, .loans = 0}));
}

BOOST_AUTO_TEST_CASE(a_smaller_count_keeps_what_is_there) {
    library().run(session());
    library smaller({.readers = 20});
    const seeded result = library::run(smaller.readers(), session());
    BOOST_TEST(result.added == 0U);
    BOOST_TEST(result.kept == 20U);
    BOOST_TEST(value("SELECT count(*) FROM reader") == "50");
}

BOOST_AUTO_TEST_CASE(somebody_elses_row_is_adopted_and_children_refer_to_it) {
    const std::string own = "00000000-0000-4000-8000-000000000001";
    session().execute("INSERT INTO reader VALUES ($1, 'reader3@example.com', 'Eve', now())", {own});
    library lib;
    BOOST_TEST(library::run(lib.readers(), session()).added == 49U);
    library::run(lib.loans(), session());
    BOOST_TEST(lib.readers().row_key(3).to_string() == own);
    BOOST_TEST(value("SELECT name FROM reader WHERE email = 'reader3@example.com'") == "Eve");
    BOOST_TEST(value("SELECT count(*) > 0 AND bool_and(reader_email = 'reader3@example.com') FROM"
                     " loan WHERE reader_id = '" +
                     own + "'") == "t");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(the_same_rows)

BOOST_AUTO_TEST_CASE(come_out_whatever_the_batch_size) {
    const contents usual = written_by({});
    for (const std::uint64_t rows : {1, 7, 299, 300, 301})
        check_equal(written_by({.rows_per_batch = rows}), usual);
}

BOOST_AUTO_TEST_CASE(come_out_whatever_the_number_of_threads) {
    const library::plan plan{.loans = 5000, .rows_per_batch = 100};
    const contents by_many = written_by(plan);
    const one_core alone;
    check_equal(written_by(plan), by_many);
}

BOOST_AUTO_TEST_CASE(come_out_one_by_one) {
    library lib;
    lib.run(session());
    for (const std::uint64_t index : {0, 1, 150, 299}) {
        const loan alone = lib.loans().make_row(index);
        const auto stored = session().database().load<loan>(lib.loans().row_key(index));
        BOOST_TEST((stored->id == alone.id));
        BOOST_TEST((stored->reader_id == alone.reader_id));
        BOOST_TEST(stored->reader_email == alone.reader_email);
        BOOST_TEST((stored->fee == alone.fee));
        BOOST_TEST((stored->returned == alone.returned));
    }
}

BOOST_AUTO_TEST_CASE(come_out_from_the_same_seed_only) {
    check_equal(written_by({}), written_by({}));
    const contents other = written_by({.seed = 43});
    BOOST_TEST(other.readers != written_by({}).readers);
    BOOST_TEST((library({.seed = 43}).readers().row_key(0) != library().readers().row_key(0)));
}

BOOST_AUTO_TEST_CASE(keep_their_keys_when_as_of_moves) {
    library today;
    library tomorrow({.as_of = timestamp::parse("2026-11-23T14:35Z")});
    for (std::uint64_t index = 0; index < 50; ++index) {
        BOOST_TEST((today.readers().row_key(index) == tomorrow.readers().row_key(index)));
        const auto age =
            tomorrow.readers().make_row(index).joined - today.readers().make_row(index).joined;
        BOOST_TEST((age == std::chrono::hours(24))); // what they tell of time moves along
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(parents)

/// How many loans each reader has, by the reader's index.
std::map<std::uint64_t, int> loans_by_reader(const library::plan& plan) {
    library lib(plan);
    std::map<uuid, std::uint64_t> indexes;
    for (std::uint64_t i = 0; i < plan.readers; ++i)
        indexes[lib.readers().row_key(i)] = i;
    std::map<std::uint64_t, int> counts;
    for (std::uint64_t i = 0; i < plan.loans; ++i)
        ++counts[indexes.at(lib.loans().make_row(i).reader_id)];
    return counts;
}

BOOST_AUTO_TEST_CASE(a_computed_foreign_key_is_the_parents_and_so_are_its_attributes) {
    library().run(session()); // the database checks the foreign key
    BOOST_TEST(value("SELECT count(*) FROM loan JOIN reader r ON r.id = reader_id"
                     " WHERE email = reader_email") == "300");
}

BOOST_AUTO_TEST_CASE(a_uniform_choice_reaches_all_alike) {
    const auto counts = loans_by_reader({.readers = 10, .loans = 4000, .choose = any_reader});
    BOOST_REQUIRE(counts.size() == 10U);
    for (const auto& [index, count] : counts)
        BOOST_TEST((count > 300 && count < 500), "reader " << index << " has " << count);
}

BOOST_AUTO_TEST_CASE(a_weighted_choice_follows_the_weights) {
    static const std::array<double, 3> weights{1.0, 0.0, 3.0};
    auto counts = loans_by_reader({.readers = 3, .loans = 4000, .choose = [](row_context& r) {
                                       return r.pick<reader>(weighted_choice{weights});
                                   }});
    BOOST_TEST(counts[1] == 0);
    BOOST_TEST((counts[0] > 850 && counts[0] < 1150), "the first has " << counts[0]);
}

BOOST_AUTO_TEST_CASE(a_zipf_choice_has_favourites) {
    auto counts = loans_by_reader({.readers = 100, .loans = 4000, .choose = [](row_context& r) {
                                       return r.pick<reader>(zipf_choice{1.0});
                                   }});
    const double expected = 4000 / 5.187; // the 100th harmonic number
    BOOST_TEST(counts[0] == expected, boost::test_tools::tolerance(0.15));
    BOOST_TEST(counts[9] == expected / 10, boost::test_tools::tolerance(0.5));
    BOOST_TEST(counts.rbegin()->first > 80U); // the tail is reached
}

BOOST_AUTO_TEST_CASE(a_parent_without_rows_cannot_be_chosen) {
    library lib({.readers = 0});
    BOOST_CHECK_THROW(lib.loans().make_row(0), error);
}

BOOST_AUTO_TEST_CASE(a_model_that_no_plugin_brings_is_named) {
    const model_directory empty;
    check_refused(failure::plugin, {"'reader'", "\"depends\""}, [&] { empty.get<reader>(); });
}

BOOST_AUTO_TEST_CASE(a_model_belongs_to_one_plugin) {
    model_directory models;
    const plugin_context context({}, {}, models, [](const std::string&) {});
    const seedbed::test::readers first(context, 1, 1);
    check_refused(failure::plugin, {"'reader'", "two plugins"}, [&] {
        const seedbed::test::readers second(context, 1, 1);
    });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
