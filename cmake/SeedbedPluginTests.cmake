# seedbed_add_plugin_tests(SOURCES ... [LINK ...] [RECORDING <folder>]): tests of the plugin of this
# folder, to be called after seedbed_add_plugin:
#   <name>.unit      the sources, with Boost.Test and seedbed::testing
#   <name>.runs      the program seeds a database with it, a source from the recording
#   <name>.reruns    a second run adds nothing
#   <name>.conforms  seedbed check-plugin
# They share a cluster of their own, and see nothing of the caller's databases and settings.

function(seedbed_add_plugin_tests)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "RECORDING" "SOURCES;LINK")
    file(READ manifest.json manifest)
    string(JSON name GET "${manifest}" name)
    set(program "$<TARGET_FILE:seedbed::program>")

    find_package(Boost 1.81 REQUIRED COMPONENTS unit_test_framework)
    add_executable(${name}_tests ${arg_SOURCES})
    target_compile_definitions(${name}_tests PRIVATE BOOST_TEST_DYN_LINK)
    target_include_directories(${name}_tests PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${name}_tests PRIVATE
        seedbed::testing Boost::unit_test_framework ${arg_LINK})
    add_dependencies(${name}_tests seedbed_plugin_${name}) # the fixtures open it

    set(run "${program}" --only ${name} --yes)
    if(arg_RECORDING)
        cmake_path(ABSOLUTE_PATH arg_RECORDING)
        list(APPEND run --replay "${arg_RECORDING}")
    endif()
    add_test(NAME ${name}.cluster_starts COMMAND "${program}" db start)
    add_test(NAME ${name}.unit COMMAND ${name}_tests)
    add_test(NAME ${name}.runs COMMAND ${run})
    add_test(NAME ${name}.reruns COMMAND ${run} --json)
    add_test(NAME ${name}.conforms COMMAND "${program}" check-plugin
        "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}/${name}.seedbed.json")
    add_test(NAME ${name}.cluster_is_destroyed COMMAND "${program}" db destroy --yes)

    set(tests ${name}.unit ${name}.runs ${name}.reruns ${name}.conforms)
    set_tests_properties(${name}.cluster_starts PROPERTIES FIXTURES_SETUP ${name}_cluster)
    set_tests_properties(${name}.cluster_is_destroyed PROPERTIES FIXTURES_CLEANUP ${name}_cluster)
    set_tests_properties(${tests} PROPERTIES FIXTURES_REQUIRED ${name}_cluster)
    set_tests_properties(${name}.reruns PROPERTIES
        DEPENDS ${name}.runs FAIL_REGULAR_EXPRESSION "\"added\":[1-9]")

    # Not in the build folder: as root the server runs as another user, who may not enter it.
    string(MD5 id "${CMAKE_CURRENT_BINARY_DIR}")
    set(isolated
        "SEEDBED_DATA_DIR=set:/tmp/seedbed-tests-${id}"
        "SEEDBED_PLUGIN_PATH=set:${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}:${SEEDBED_INSTALLED_PLUGIN_DIR}"
        "XDG_CONFIG_HOME=set:${CMAKE_CURRENT_BINARY_DIR}")
    foreach(variable IN ITEMS DATABASE_URL POSTGRES_SERVER PGHOST PGHOSTADDR PGPORT PGDATABASE
            PGSERVICE PGUSER PGPASSWORD SEEDBED_CONFIG)
        list(APPEND isolated "${variable}=unset:")
    endforeach()
    set_tests_properties(${tests} ${name}.cluster_starts ${name}.cluster_is_destroyed PROPERTIES
        ENVIRONMENT_MODIFICATION "${isolated}")
endfunction()
