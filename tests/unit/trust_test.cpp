// Whose files are loaded: what others can change is refused.
#include "core/discovery/trust.hpp"
#include "tests/unit/plugin_files.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <unistd.h>
#include <vector>

using namespace seedbed::discovery;
using namespace seedbed::discovery::test;
using seedbed::test::scratch_directory;
namespace fs = std::filesystem;

namespace {

const std::string everybody = " is writable by everybody";

void open_to_everybody(const fs::path& path) {
    fs::permissions(path, fs::perms::others_write, fs::perm_options::add);
}

/// The plugin's library moved elsewhere, and a link to it in its place.
void replace_by_link(const fs::path& file, const fs::path& target) {
    fs::rename(file, target);
    fs::create_symlink(target, file);
}

} // namespace

BOOST_AUTO_TEST_SUITE(trust_test)

BOOST_AUTO_TEST_CASE(a_world_writable_directory_is_refused_unless_allowed) {
    const scratch_directory top;
    const fs::path open = make_directory(top, "open");
    install(open, "orders");
    fs::permissions(open, fs::perms::all);

    const discovery_result refused = discover_in({open});
    const std::string reason =
        open.string() + " is writable by everybody (mode 0777); chmod o-w takes that away";
    BOOST_TEST((only(refused).state == plugin_state::refused));
    BOOST_TEST(only(refused).reasons.front() == reason + ", or pass --allow-insecure-plugins");
    BOOST_TEST(searched(refused).front() == open.string() + " (refused: " + reason + ")");

    const discovery_result allowed = discover_in({open}, true);
    BOOST_TEST((only(allowed).state == plugin_state::found));
    BOOST_TEST(allowed.warnings ==
                   std::vector<std::string>{"plugin 'orders' is insecure: " + reason},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_world_writable_manifest_or_library_is_refused) {
    for (const std::string& file :
         {std::string("orders.seedbed.json"), std::string("liborders.so")}) {
        const scratch_directory top;
        install(top.path(), "orders");
        fs::permissions(top.path() / file, fs::perms::others_write, fs::perm_options::add);
        const candidate refused = only(discover_in({top.path()}));
        BOOST_TEST((refused.state == plugin_state::refused));
        BOOST_TEST(has(refused.reasons.front(),
                       (top.path() / file).string() + " is writable by everybody (mode 0602)"));
    }
}

BOOST_AUTO_TEST_CASE(strangers_and_strange_groups_are_not_trusted) {
    struct expectation {
        ownership file;
        std::vector<std::string> reasons;
    };
    constexpr uid_t me = 1000;
    const std::vector<expectation> cases{
        {{me, me, me, 0100755}, {}},
        {{0, 0, 0, 0100755}, {}},
        {{me, me, me, 0100775}, {}}, // a user's own group
        {{me, 0, me, 0100775}, {}},  // root's group
        {{me, 50, me, 0100755}, {}}, // another group that may not write
        {{me, 50, me, 0040775},
         {"is writable by group id 50 (mode 0775); chmod g-w takes that away"}},
        {{1001, 1001, 1001, 0100755},
         {"is owned by user id 1001, neither root nor you (user id 1000)"}},
        {{1001, 50, 1001, 0041777},
         {"is owned by user id 1001, neither root nor you (user id 1000)",
          "is writable by everybody (mode 1777); chmod o-w takes that away",
          "is writable by group id 50 (mode 1777); chmod g-w takes that away"}},
    };
    for (const expectation& each : cases) {
        BOOST_TEST(reasons_to_distrust(each.file, me) == each.reasons,
                   boost::test_tools::per_element());
    }
}

// The plugin's library needs it, so the loader opens it, too.
BOOST_AUTO_TEST_CASE(the_library_of_a_model_counts_as_the_plugins_own) {
    const scratch_directory top;
    install(top.path(), "orders", manifest_text("orders", R"("models": ["order", "elsewhere"])"));
    const fs::path library = top.path() / "libseedbed_model_order.so";
    write(library, "");
    BOOST_TEST((only(discover_in({top.path()})).state == plugin_state::found));

    open_to_everybody(library);
    const candidate refused = only(discover_in({top.path()}));
    BOOST_TEST((refused.state == plugin_state::refused));
    BOOST_REQUIRE(refused.reasons.size() == 1U);
    BOOST_TEST(has(refused.reasons.front(), library.string() + everybody));
    const discovery_result allowed = discover_in({top.path()}, true);
    BOOST_TEST((only(allowed).state == plugin_state::found));
    BOOST_TEST(allowed.warnings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_directory_that_a_link_leads_to_counts_too) {
    for (const std::string name : {"liborders.so", "libseedbed_model_order.so"}) {
        const scratch_directory top;
        const fs::path plugins = make_directory(top, "plugins");
        const fs::path elsewhere = make_directory(top, "elsewhere");
        write(plugins / "libseedbed_model_order.so", "");
        install(plugins, "orders", manifest_text("orders", R"("models": ["order"])"));
        replace_by_link(plugins / name, elsewhere / "real.so");
        BOOST_TEST((only(discover_in({plugins})).state == plugin_state::found));

        open_to_everybody(elsewhere);
        const candidate refused = only(discover_in({plugins}));
        BOOST_REQUIRE(refused.reasons.size() == 1U);
        BOOST_TEST(has(refused.reasons.front(), elsewhere.string() + everybody));
        fs::permissions(elsewhere, fs::perms::owner_all);
        open_to_everybody(elsewhere / "real.so");
        BOOST_TEST(has(only(discover_in({plugins})).reasons.front(), everybody));
    }
}

BOOST_AUTO_TEST_CASE(every_link_of_a_chain_counts) {
    const scratch_directory top;
    const fs::path plugins = make_directory(top, "plugins");
    const fs::path between = make_directory(top, "between");
    const fs::path elsewhere = make_directory(top, "elsewhere");
    install(plugins, "orders");
    replace_by_link(plugins / "liborders.so", elsewhere / "real.so");
    fs::remove(plugins / "liborders.so");
    fs::create_symlink("../elsewhere/real.so", between / "next.so");
    fs::create_symlink("../between/next.so", plugins / "liborders.so");
    BOOST_TEST((only(discover_in({plugins})).state == plugin_state::found));
    open_to_everybody(between);
    BOOST_TEST(has(only(discover_in({plugins})).reasons.front(), "between" + everybody));
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_or_in_a_circle_ends_the_search) {
    const scratch_directory top;
    install(top.path(), "orders");
    fs::remove(top.path() / "liborders.so");
    fs::create_symlink("liborders.so", top.path() / "liborders.so");
    BOOST_TEST(has(only(discover_in({top.path()})).reasons.front(), "is not there"));
}

BOOST_AUTO_TEST_SUITE_END()
