// Plugins whose manifests are right, and that show on opening or creation that they cannot run.
// Each ends with exit code 3 before the database is touched.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <seedbed/detail/fingerprint.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

namespace fs = std::filesystem;
using namespace seedbed::hostile;
using seedbed::test::check_ends;

namespace {

/// Runs a plugin of the build beside a healthy one: nothing may be left of either.
void check_cannot_run(const std::string& plugin, std::vector<std::string> errors) {
    const run_on_database host;
    errors.push_back((built(plugin) / ("libhostile_" + plugin + ".so")).string());
    check_ends(host.run({built("healthy"), built(plugin)}, {"--all"}), 3, errors);
    BOOST_TEST(host.is_untouched());
}

} // namespace

BOOST_AUTO_TEST_SUITE(loading_test)

BOOST_AUTO_TEST_CASE(an_unresolved_symbol_is_named) {
    check_cannot_run("unresolved_symbol",
                     {"plugin 'unresolved_symbol'", "hostile_function_that_nobody_wrote"});
}

BOOST_AUTO_TEST_CASE(a_needed_library_that_is_missing_is_named) {
    check_cannot_run("missing_needed_library",
                     {"plugin 'missing_needed_library'",
                      "needed library not found: libhostile_absent.so",
                      "install it"});
}

BOOST_AUTO_TEST_CASE(a_library_that_is_no_plugin_is_told_what_it_lacks) {
    check_cannot_run("no_descriptor",
                     {"plugin 'no_descriptor'", "seedbed_plugin_descriptor", "SEEDBED_PLUGIN"});
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_does_not_fit_is_not_read_any_further) {
    check_cannot_run("other_magic", {"does not begin with SEEDBED"});
    check_cannot_run("older_descriptor", {"its descriptor has 64 bytes", "rebuild"});
    check_cannot_run("other_build", {SEEDBED_FINGERPRINT, "sdk abi=9;", "rebuild"});
}

BOOST_AUTO_TEST_CASE(manifest_and_library_of_different_versions_are_drift) {
    plugin_folder folder;
    folder.add("healthy", [](auto& manifest) { manifest["version"] = "1.0.1"; });
    const run_on_database host;
    check_ends(host.run({folder.path()}, {"--all"}),
               3,
               {"manifest drift", "'1.0.1'", "'1.0.0'", folder.library_of("healthy").string()});
    BOOST_TEST(host.is_untouched());
}

BOOST_AUTO_TEST_CASE(a_library_of_another_plugin_is_drift) {
    plugin_folder folder;
    folder.declare("other", "1.0.0"); // beside a copy of healthy's library
    const run_on_database host;
    check_ends(host.run({folder.path()}, {"--all"}), 3, {"manifest drift", "'other'", "'healthy'"});
    BOOST_TEST(host.is_untouched());
}

BOOST_AUTO_TEST_CASE(a_truncated_library_is_refused_wherever_it_was_cut) {
    plugin_folder folder;
    folder.add("healthy");
    const fs::path library = folder.library_of("healthy");
    const run_on_database host;
    for (const std::uintmax_t size : {8192, 4096, 64, 0}) { // all within what is loaded
        fs::resize_file(library, size);
        check_ends(host.run({folder.path()}, {"--all"}), 3, {"plugin 'healthy'", library.string()});
    }
    BOOST_TEST(host.is_untouched());
}

BOOST_AUTO_TEST_CASE(a_text_file_in_the_librarys_place_is_refused) {
    plugin_folder folder;
    folder.add("healthy");
    const fs::path library = folder.library_of("healthy");
    fs::copy_file(folder.manifest_of("healthy"), library, fs::copy_options::overwrite_existing);
    const run_on_database host;
    check_ends(host.run({folder.path()}, {"--all"}), 3, {"plugin 'healthy'", library.string()});
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_a_later_sdk_of_the_same_abi_made_longer_is_accepted) {
    const run_on_database host;
    check_ends(host.run({built("newer_descriptor")}, {"--all"}), 0);
    BOOST_TEST(host.steps().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
