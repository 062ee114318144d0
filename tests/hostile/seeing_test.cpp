// list, graph and plan, as they are piped into another program: every byte of them.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

using namespace seedbed::hostile;
using seedbed::test::check_contains;
using seedbed::test::check_ends;
using seedbed::test::check_lacks;

namespace {

using words = std::vector<std::string>;

/// orders needs users and can use prices, which is refused; reports needs what nobody installed.
struct shop {
    plugin_folder folder;

    shop() {
        folder.declare("users", "1.2.0");
        folder.declare("orders", "1.0.0", {requires_plugin("users", "^1.1"), optional("prices")});
        folder.declare("reports", "0.3.0", {requires_plugin("orders"), requires_plugin("nobody")});
        folder.write_manifest("prices", "{\n  oops\n}\n");
    }

    static boost::json::object optional(const std::string& plugin) {
        boost::json::object dependency = requires_plugin(plugin);
        dependency["optional"] = true;
        return dependency;
    }

    /// Standard output with the folder's path as DIR.
    std::string look(const words& command, int exit_code = 0) const {
        words all{
            "--plugin-dir", folder.path().string(), "--database", "postgresql://h@localhost/d"};
        all.insert(all.end(), command.begin(), command.end());
        const auto result = seedbed::test::run_seedbed(all, {{"NO_COLOR", "1"}});
        check_ends(result, exit_code);
        std::string text = result.out + result.err;
        const std::string path = folder.path().string();
        for (auto at = text.find(path); at != std::string::npos; at = text.find(path))
            text.replace(at, path.size(), "DIR");
        return text;
    }
};

const std::string syntax_error = "DIR/prices.seedbed.json:2: not valid JSON: syntax error";
const std::string reports_reason =
    "reports (0.3.0, DIR/reports.seedbed.json) requires nobody: not found; install it, or "
    "leave reports out with --skip reports";

} // namespace

BOOST_FIXTURE_TEST_SUITE(seeing_test, shop)

BOOST_AUTO_TEST_CASE(list_has_every_plugin_with_its_state_its_path_and_the_reason) {
    const std::string text = look({"list"});
    check_contains(text,
                   {"orders   1.0.0  model   found    One of the tests' plugins\n"
                    "         DIR/orders.seedbed.json\n"
                    "         needs users ^1.1, prices (optional)\n",
                    "prices   0.0.0  model   refused",
                    "         " + syntax_error,
                    "reports  0.3.0  model   unmet ",
                    "         " + reports_reason + "\n",
                    "users    1.2.0  model   found "});
    check_lacks(text, {"searched", "\x1b"});
    check_contains(look({"list", "-v"}), {"\nsearched DIR\n"});
}

BOOST_AUTO_TEST_CASE(list_says_which_directories_hold_what_is_not_used) {
    plugin_folder other;
    other.declare("users", "9.0.0");
    const std::string text = look({"list", "-v", "--plugin-dir", other.path().string()});
    check_contains(text,
                   {"plugin 'users' stands twice: DIR/users.seedbed.json is used, " +
                        other.manifest_of("users").string() + " is not",
                    "searched DIR\n",
                    "searched " + other.path().string() + "\n"});
}

BOOST_AUTO_TEST_CASE(list_gives_the_same_as_json) {
    const boost::json::value document = boost::json::parse(look({"list", "--json"}));
    const boost::json::array& plugins = document.at("plugins").as_array();
    BOOST_REQUIRE(plugins.size() == 4U);
    BOOST_TEST(plugins[0].at("depends") ==
               (boost::json::value{{{"plugin", "users"}, {"versions", "^1.1"}, {"optional", false}},
                                   {{"plugin", "prices"}, {"versions", "*"}, {"optional", true}}}));
    BOOST_TEST(plugins[1].at("state").as_string() == "refused");
    check_contains(plugins[1].at("reasons").at(0).as_string(), {syntax_error});
    BOOST_TEST(plugins[2].at("state").as_string() == "unmet");
    BOOST_TEST(plugins[2].at("reasons").at(0).as_string() == reports_reason);
    BOOST_TEST(plugins[3].at("path").as_string() == "DIR/users.seedbed.json");
    BOOST_TEST(document.at("searched").at(0).at("directory").as_string() == "DIR");
}

BOOST_AUTO_TEST_CASE(graph_draws_a_tree_in_which_the_refused_and_the_missing_stay) {
    check_contains(look({"graph"}),
                   {"reports 0.3.0 [unmet]\n"
                    "|-- orders 1.0.0\n"
                    "|   |-- users 1.2.0 (^1.1)\n"
                    "|   `-- prices 0.0.0 (optional) [refused]\n"
                    "`-- nobody [missing]\n"
                    "\n"
                    "prices is refused:\n"
                    "  " +
                        syntax_error,
                    "\nreports is unmet:\n  " + reports_reason + "\n"});
}

BOOST_AUTO_TEST_CASE(graph_gives_dot_mermaid_and_json) {
    check_contains(look({"graph", "--dot"}),
                   {"digraph seedbed {\n", "  \"orders\" -> \"users\" [label=\"^1.1\"];\n"});
    check_contains(look({"graph", "--mermaid"}), {"graph LR\n", "missing"});
    const boost::json::value document = boost::json::parse(look({"graph", "--json"}));
    BOOST_TEST(document.at("nodes").as_array().size() == 5U);
    BOOST_TEST(document.at("edges").at(0) ==
               (boost::json::value{{"from", "orders"},
                                   {"to", "users"},
                                   {"versions", "^1.1"},
                                   {"optional", false},
                                   {"state", "met"},
                                   {"declared_in", "DIR/orders.seedbed.json"}}));
    check_contains(look({"graph", "--dot", "--json"}, 2), {"--dot, --mermaid and --json exclude"});
}

BOOST_AUTO_TEST_CASE(graph_says_why_one_plugin_depends_on_another) {
    BOOST_TEST(look({"graph", "--why", "reports", "users"}) ==
               "reports requires orders\n  declared in DIR/reports.seedbed.json\n"
               "orders requires users ^1.1\n  declared in DIR/orders.seedbed.json\n");
    BOOST_TEST(look({"graph", "--why", "orders", "prices"}) ==
               "orders can use prices [refused]\n  declared in DIR/orders.seedbed.json\n");
    BOOST_TEST(look({"graph", "--why", "users", "orders"}) ==
               "users depends in no way on orders\n");
    check_contains(look({"graph", "--why", "order", "users"}, 2),
                   {"unknown plugin 'order'; did you mean 'orders'?", "searched: DIR"});
    BOOST_TEST(look({"graph", "--why", "users", "users"}) == "users does not depend on users\n");
    folder.declare("x1", "1.0.0", {requires_plugin("x2")});
    folder.declare("x2", "1.0.0", {requires_plugin("x1")});
    BOOST_TEST(look({"graph", "--why", "x1", "x1"}) ==
               "x1 requires x2\n  declared in DIR/x1.seedbed.json\n"
               "x2 requires x1\n  declared in DIR/x2.seedbed.json\n");
    const boost::json::value document =
        boost::json::parse(look({"graph", "--why", "reports", "users", "--json"}));
    BOOST_TEST(document.at("path").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(plan_tells_the_order_the_reasons_and_what_stops_a_run) {
    BOOST_TEST(look({"plan", "--only", "orders"}) ==
               "  #  plugin      rows  why\n"
               "  1  users          ?  needed by orders\n"
               "  2  orders         ?  selected\n"
               "into postgresql://h@localhost/d (from --database)\n"
               "?: known to the plugin only; the same line with --dry-run opens it, and counts\n");
    check_contains(look({"plan", "--skip", "reports"}),
                   {"  -  prices             refused: " + syntax_error,
                    "  -  reports            left out by --skip\n",
                    "a run ends with 3 here: mend what is refused, or add --skip prices\n"});
}

BOOST_AUTO_TEST_CASE(plan_tells_what_can_run_beside_what_is_unmet) {
    BOOST_TEST(
        look({"plan"}, 3) == // all that is wrong at once
        "  #  plugin       rows  why\n"
        "  1  users           ?  selected\n"
        "  2  orders          ?  selected\n"
        "  -  prices             refused: " +
            syntax_error +
            "\n"
            "  -  reports            unmet: see the error\n"
            "into postgresql://h@localhost/d (from --database)\n"
            "?: known to the plugin only; the same line with --dry-run opens it, and counts\n"
            "a run ends with 3 here: mend what is refused or unmet, or add --skip "
            "prices,reports\n"
            "seedbed: error: " +
            reports_reason +
            "\n"
            "plugin 'prices' at DIR/prices.seedbed.json is refused:\n"
            "  " +
            syntax_error + "\n");
    folder.declare("unready", "1.0.0", {requires_plugin("reports")});
    check_contains(
        look({"plan", "--only", "unready"}, 3),
        {"nothing can run\n", "unready  ", "mend what is unmet\n", "reports is needed by unready"});
}

BOOST_AUTO_TEST_CASE(plan_tells_what_is_unmet_as_json) {
    const auto result =
        seedbed::test::run_seedbed({"plan", "--json", "--plugin-dir", folder.path().string()});
    check_ends(result, 3, {"requires nobody: not found"});
    const boost::json::value document = boost::json::parse(result.out);
    BOOST_TEST(document.at("order").as_array().size() == 2U);
    BOOST_TEST(document.at("problems").as_array().size() == 2U);
    check_contains(document.at("problems").at(0).as_string(), {"reports (", "requires nobody"});
    BOOST_TEST(!document.at("runnable").as_bool());
    const boost::json::value& reports = document.at("left_out").at(1);
    BOOST_TEST(reports.at("plugin").as_string() == "reports");
    BOOST_TEST(reports.at("unmet").as_bool());
    BOOST_TEST(!reports.at("refused").as_bool());
    check_contains(reports.at("reason").as_string(), {"unmet: reports (", "--skip reports"});
}

BOOST_AUTO_TEST_CASE(plan_of_a_conflict_has_no_order) {
    const plugin_folder other;
    other.declare("a", "1.0.0");
    other.add("healthy", [](auto& manifest) { manifest["conflicts"] = {requires_plugin("a")}; });
    const auto result = seedbed::test::run_seedbed({"plan",
                                                    "--plugin-dir",
                                                    other.path().string(),
                                                    "--database",
                                                    "postgresql://h@localhost/d"});
    check_ends(result, 3, {"conflicts with a", "leave one of the two out with --skip"});
    BOOST_TEST(result.out == "nothing can run\n"
                             "into postgresql://h@localhost/d (from --database)\n"
                             "a run ends with 3 here: see the error\n");
}

// `seedbed --clear` alone writes nothing.
BOOST_AUTO_TEST_CASE(plan_of_clearing_shows_what_is_cleared) {
    const words without{"--skip", "reports,prices"};
    const auto plan = [&](words command) {
        command.insert(command.end(), without.begin(), without.end());
        return look(command);
    };
    const std::string alone = plan({"plan", "--clear"});
    check_contains(alone,
                   {"  1  users              selected\n",
                    "clears the rows of these plugins, except the superuser, and writes nothing\n"
                    "in postgresql://h@localhost/d"});
    check_lacks(alone, {"?"});
    check_contains(plan({"plan", "--clear", "--all"}),
                   {"  1  users           ?  selected\n",
                    "clears the rows of these plugins, except the superuser, before it writes\n"
                    "into postgresql://h@localhost/d"});
    check_lacks(plan({"plan", "--all"}), {"clear"});
    const boost::json::value document = boost::json::parse(plan({"plan", "--clear", "--json"}));
    BOOST_TEST(document.at("clears").as_bool());
    BOOST_TEST(!document.at("seeds").as_bool());
    BOOST_TEST(document.at("order").at(0).at("rows_expected").is_null());
}

BOOST_AUTO_TEST_CASE(list_prints_no_control_character_of_a_refused_manifest) {
    folder.add("healthy", [](boost::json::object& manifest) {
        manifest["description"] = "\x1b[31mred\x7f\xc2\x9b";
        manifest["\x1b[2J"] = 1;
    });
    const std::string text = look({"list"});
    check_contains(text,
                   {"\"description\": must be one line without control characters",
                    "unknown key \"\\u001b[2J\""});
    check_lacks(text, {"\x1b", "\x7f", "\xc2\x9b"});
}

BOOST_AUTO_TEST_CASE(options_of_one_command_are_refused_by_the_others) {
    check_contains(look({"--all", "--check"}, 2), {"--check belongs to seedbed plan"});
    check_contains(look({"list", "--dot"}, 2), {"--dot belongs to seedbed graph"});
    check_contains(look({"plan", "--why", "orders", "users"}, 2), {"belongs to seedbed graph"});
    check_contains(look({"graph", "--why", "orders"}, 2), {"--why"});
    check_contains(look({"graph", "--only", "orders"}, 2), {"seedbed plan shows what --only"});
}

BOOST_FIXTURE_TEST_CASE(plan_with_check_counts_what_stands_and_writes_nothing, run_on_database) {
    const auto before = run({built("healthy")}, {"plan", "--check"});
    check_ends(before, 0);
    check_contains(before.out, {"steps: the table is not there yet"});
    BOOST_TEST(is_untouched());
    check_ends(run({built("healthy"), built("zero")}, {"--all"}), 0);
    const std::string dump = database.dump();
    const auto after = run({built("healthy")}, {"plan", "--check", "--json"});
    check_ends(after, 0);
    const boost::json::value planned = boost::json::parse(after.out).at("order").at(0);
    BOOST_TEST(planned.at("tables") ==
               (boost::json::value{{{"table", "steps"}, {"exists", true}, {"rows", 2U}}}));
    BOOST_TEST(planned.at("rows_expected").is_null());
    BOOST_TEST(database.dump() == dump);
}

BOOST_AUTO_TEST_SUITE_END()
