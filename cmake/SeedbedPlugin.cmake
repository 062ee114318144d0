# seedbed_add_plugin(SOURCES ... [LINK ...]): builds the plugin of this folder. Its name and version
# come from ./manifest.json, the one source of truth; the build adds the library's file name and
# the fingerprint, and lays <name>.seedbed.json beside the library.
#
# The target is seedbed_plugin_<name>.

set(SEEDBED_CMAKE_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(seedbed_add_plugin)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "SOURCES;LINK")
    set(manifest_path "${CMAKE_CURRENT_SOURCE_DIR}/manifest.json")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${manifest_path}")
    file(READ "${manifest_path}" manifest)
    string(JSON name GET "${manifest}" name)
    string(JSON version GET "${manifest}" version)

    set(target "seedbed_plugin_${name}")
    add_library(${target} MODULE ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE seedbed::sdk ${arg_LINK})
    target_compile_options(${target} PRIVATE -Wno-unknown-pragmas)
    target_compile_definitions(${target} PRIVATE
        "SEEDBED_PLUGIN_NAME=\"${name}\"" "SEEDBED_PLUGIN_VERSION=\"${version}\"")
    target_link_options(${target} PRIVATE -Wl,--no-undefined)
    seedbed_place_beside_plugins(${target})

    seedbed_read_fingerprint(fingerprint)
    seedbed_fingerprint_json(fingerprint_json ${fingerprint})
    string(JSON manifest SET "${manifest}" library
           "\"${CMAKE_SHARED_MODULE_PREFIX}${target}${CMAKE_SHARED_MODULE_SUFFIX}\"")
    string(JSON manifest SET "${manifest}" sdk "${fingerprint_json}")
    file(CONFIGURE OUTPUT "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}/${name}.seedbed.json"
         CONTENT "${manifest}\n" @ONLY)
    if(SEEDBED_INSTALL)
        install(TARGETS ${target} LIBRARY DESTINATION "${SEEDBED_PLUGIN_DIR}" COMPONENT runtime)
        install(FILES "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}/${name}.seedbed.json"
            DESTINATION "${SEEDBED_PLUGIN_DIR}" COMPONENT runtime)
    endif()
endfunction()
