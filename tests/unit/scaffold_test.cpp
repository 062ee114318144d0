#include "core/scaffold/new_plugin.hpp"
#include "tests/support/files.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/scratch_directory.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace seedbed;
using namespace seedbed::scaffold;
using discovery::plugin_kind;

namespace {

const taken_names taken{
    .plugins = {"users"}, .models = {"user", "price"}, .options = {"seed", "days", "feed-url"}};

std::string refusal_of(const std::string& name, plugin_kind kind = plugin_kind::model) {
    try {
        words_for(name, kind, taken);
    } catch (const error& refused) {
        BOOST_TEST((refused.kind() == failure::usage));
        return refused.what();
    }
    return "accepted";
}

std::string model_of(const std::string& plugin) {
    return words_for(plugin, plugin_kind::model, taken).model;
}

} // namespace

BOOST_AUTO_TEST_SUITE(scaffold_test)

BOOST_AUTO_TEST_CASE(nothing_of_a_template_is_left_in_a_rendered_folder) {
    for (const char* name : {"ext_1_a_123b_b11", "backtest_reports", "x"})
        for (const plugin_kind kind : {plugin_kind::model, plugin_kind::source}) {
            const auto files = render(words_for(name, kind, taken), kind);
            BOOST_TEST(files.size() >= 8U);
            for (const rendered_file& file : files) {
                BOOST_TEST((file.path.string() + file.text).find('@') == std::string::npos,
                           file.path << " holds a word of its template");
                BOOST_TEST(file.text.find("TODO") == std::string::npos);
            }
        }
}

BOOST_AUTO_TEST_CASE(both_kinds_have_what_a_plugin_needs) {
    for (const plugin_kind kind : {plugin_kind::model, plugin_kind::source}) {
        const auto files = render(words_for("reports", kind, taken), kind);
        for (const char* wanted : {"manifest.json",
                                   "CMakeLists.txt",
                                   "README.md",
                                   "plugin.cpp",
                                   "report.hpp",
                                   ".gitignore"})
            BOOST_TEST((std::ranges::find(files, wanted, &rendered_file::path) != files.end()),
                       wanted << " is not rendered");
    }
}

BOOST_AUTO_TEST_CASE(a_name_that_cannot_be_a_plugins_is_refused_with_the_reason) {
    test::check_contains(refusal_of(""), {"empty"});
    test::check_contains(refusal_of("Reports"), {"'Reports'", "upper-case", "backtest_reports"});
    test::check_contains(refusal_of("1st"), {"begins with '1'"});
    test::check_contains(refusal_of("_a"), {"begins with '_'"});
    test::check_contains(refusal_of("a-b"), {"other characters"});
    test::check_contains(refusal_of("\xc3\xa9t\xc3\xa9"), {"other characters"});
    test::check_contains(refusal_of("a__b"), {"underscores"});
    test::check_contains(refusal_of("a_"), {"underscores"});
    test::check_contains(refusal_of(std::string(41, 'a')), {"41 characters", "40"});
    for (const char* word : {"class", "co_await", "std", "seedbed", "requires"})
        test::check_contains(refusal_of(word), {"reserved"});
}

BOOST_AUTO_TEST_CASE(a_name_that_is_in_use_is_refused) {
    test::check_contains(refusal_of("users"), {"a plugin of that name"});
    test::check_contains(refusal_of("seed"), {"--seed"});
    test::check_contains(refusal_of("days"), {"--days"});
    test::check_contains(refusal_of("feed", plugin_kind::source), {"--feed-url"});
    BOOST_TEST(refusal_of("feed") == "accepted");
    test::check_contains(refusal_of("seed", plugin_kind::source), {"--seed already"});
}

BOOST_AUTO_TEST_CASE(the_mapped_class_is_the_singular_where_that_means_nothing_else) {
    BOOST_TEST(model_of("backtest_reports") == "backtest_report");
    BOOST_TEST(model_of("ext_1_a_123b_b11") == "ext_1_a_123b_b11_row");
    BOOST_TEST(model_of("prices") == "prices_row"); // price is another plugin's
    BOOST_TEST(model_of("news") == "news_row");     // new is a word of C++
    BOOST_TEST(model_of("rows") == "rows_row");     // the generated code has a row
    BOOST_TEST(model_of("glass") == "glass_row");
}

BOOST_AUTO_TEST_CASE(a_folder_is_written_whole_and_never_over_another) {
    const test::scratch_directory scratch;
    const auto folder = scratch.path() / "reports";
    write_folder(folder, {{"a.txt", "one"}, {"b/c.txt", "two"}});
    BOOST_TEST(test::text_of(folder / "b/c.txt") == "two");
    const auto again = [&] { write_folder(folder, {{"a.txt", "three"}}); };
    BOOST_CHECK_EXCEPTION(again(), error, [&](const error& refused) {
        test::check_contains(refused.what(), {folder.string()});
        return refused.kind() == failure::usage;
    });
    BOOST_TEST(test::text_of(folder / "a.txt") == "one");
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_leaves_nothing) {
    const test::scratch_directory scratch;
    const auto file = scratch.write("file", "");
    BOOST_CHECK_THROW(write_folder(file / "reports", {{"a", "b"}}), error);
    BOOST_CHECK_THROW(write_folder(scratch.path() / "no" / "reports", {{"a", "b"}}), error);
}

BOOST_AUTO_TEST_SUITE_END()
