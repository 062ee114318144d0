// What only looks at plugins opens none of them, and stays quick with two hundred installed.
#include "core/cli/program.hpp"
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <sys/resource.h>

namespace fs = std::filesystem;
using namespace seedbed::hostile;
using seedbed::test::check_ends;
using seedbed::test::run_seedbed;

namespace {

using words = std::vector<std::string>;

/// The commands that only look, each with what follows it.
const std::vector<words> looking{{"list"},
                                 {"list", "--verbose"},
                                 {"list", "--json"},
                                 {"graph"},
                                 {"graph", "--dot"},
                                 {"graph", "--mermaid"},
                                 {"graph", "--json"},
                                 {"graph", "--why", "plugin_7", "plugin_0"},
                                 {"plan"},
                                 {"plan", "--all", "--json"},
                                 {"plan", "--only", "+plugin_7+"},
                                 {"--help"},
                                 {"--version"}};

/// Plugins that leave a mark when they are opened. Each depends on the one before it and on the one
/// half way, and has options of its own.
class crowd {
public:
    explicit crowd(int size) {
        folder_.add("leaves_mark", [](auto& manifest) { manifest["name"] = "leaves_mark"; });
        std::ifstream file(folder_.manifest_of("leaves_mark"));
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (int i = 0; i < size; ++i)
            folder_.write_manifest(name_of(i), member(boost::json::parse(text).as_object(), i));
    }

    words arguments(const words& more) const {
        words all{"--plugin-dir", folder_.path().string()};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    const fs::path& path() const { return folder_.path(); }

private:
    static std::string name_of(int number) { return "plugin_" + std::to_string(number); }

    static std::string member(boost::json::object manifest, int number) {
        manifest["name"] = name_of(number);
        if (number > 0)
            manifest["depends"] = {requires_plugin(name_of(number - 1), "^1.0")};
        if (number > 3)
            manifest["depends"].as_array().push_back(requires_plugin(name_of(number / 2)));
        boost::json::array options;
        for (const char* what : {"rows", "days", "depth"})
            options.push_back({{"name", "p" + std::to_string(number) + "-" + what},
                               {"type", "integer"},
                               {"default", 1},
                               {"description", "One of three"}});
        manifest["options"] = options;
        return boost::json::serialize(manifest);
    }

    plugin_folder folder_;
};

/// What all ended children of this process have computed for.
double children_seconds() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// The processor's time, which depends little on what else the machine does; the least of several
/// runs.
double seconds(const words& arguments) {
    double best = 1e9;
    for (int attempt = 0; attempt < 7; ++attempt) {
        const double before = children_seconds();
        check_ends(run_seedbed(arguments), 0);
        best = std::min(best, children_seconds() - before);
    }
    return best;
}

/// Runs the program inside of this process, its output thrown away.
int run_here(const words& arguments) {
    std::ostringstream nowhere;
    std::streambuf* const out = std::cout.rdbuf(nowhere.rdbuf());
    const int exit_code = seedbed::cli::run_program(arguments);
    std::cout.rdbuf(out);
    return exit_code;
}

std::string mapped_files() {
    std::ifstream maps("/proc/self/maps");
    return {std::istreambuf_iterator<char>(maps), {}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(many_plugins_test)

BOOST_AUTO_TEST_CASE(what_only_looks_leaves_no_mark_of_a_plugin_and_makes_no_database) {
    const crowd plugins(8);
    const seedbed::test::scratch_directory elsewhere;
    const fs::path mark = elsewhere.path() / "opened";
    const fs::path no_cluster = elsewhere.path() / "data";
    for (const words& command : looking) {
        check_ends(run_seedbed(plugins.arguments(command),
                               {{"HOSTILE_MARK", mark.string()},
                                {"SEEDBED_DATA_DIR", no_cluster.string()}}),
                   0);
        BOOST_TEST(!fs::exists(mark), command.front() << " opened a plugin");
        BOOST_TEST(!fs::exists(no_cluster), command.front() << " made a database");
    }
}

BOOST_AUTO_TEST_CASE(what_only_looks_maps_no_library_of_a_plugin) {
    const crowd plugins(8);
    for (const words& command : looking) {
        BOOST_TEST(run_here(plugins.arguments(command)) == 0);
        seedbed::test::check_lacks(mapped_files(), {plugins.path().string()});
    }
}

// A process takes ten milliseconds to start, most of it for its libraries: with a cost that grows
// with the square of the plugins, ten times as many would take ten times as long and more.
BOOST_AUTO_TEST_CASE(two_hundred_plugins_cost_little_more_than_twenty) {
    const crowd few(20);
    const crowd many(200);
    for (const words& command : {words{"list"}, words{"graph"}, words{"plan"}, words{"--help"}}) {
        const double with_few = seconds(few.arguments(command));
        const double with_many = seconds(many.arguments(command));
        BOOST_TEST(with_many < 4 * with_few,
                   command.front() << " takes " << with_many << " s with 200 plugins, " << with_few
                                   << " s with 20");
    }
}

BOOST_AUTO_TEST_SUITE_END()
