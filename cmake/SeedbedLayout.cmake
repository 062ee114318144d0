# Where things lie, seen from an installation's root: in this tree, in the build, and in what others
# build. Fixed, because the executable finds its plugins, and these their libraries, by relative
# paths; so a whole installation can be moved.

set(SEEDBED_PLUGIN_DIR "lib/seedbed/plugins")
set(SEEDBED_HEADER_DIR "include/seedbed/plugins") # of models and of what plugins share
set(SEEDBED_PACKAGE_DIR "lib/cmake/seedbed")

# Off where libraries are built that are not to be installed: tests.
option(SEEDBED_INSTALL "Install what seedbed_add_model and seedbed_add_plugin build" ON)
mark_as_advanced(SEEDBED_INSTALL)

# Plugins and model libraries stand in one folder and find each other and libseedbed from there.
# A library that holds ODB's code must never be unloaded: ODB keeps pointers into it.
function(seedbed_place_beside_plugins target)
    set_target_properties(${target} PROPERTIES
        LIBRARY_OUTPUT_DIRECTORY "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}"
        INSTALL_RPATH "$ORIGIN;$ORIGIN/../..")
    target_link_options(${target} PRIVATE -Wl,-z,nodelete)
endfunction()

# seedbed_install_shared(<target> HEADERS ...): installs a library that plugins link, and its headers
# in a folder named after this one. Target seedbed_x is seedbed::x, in the tree as for whoever finds
# the package; who builds a library of the same name means their own by the first form.
function(seedbed_install_shared target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS")
    if(NOT SEEDBED_INSTALL)
        return()
    endif()
    string(REGEX REPLACE "^seedbed_" "" name "${target}")
    set_target_properties(${target} PROPERTIES EXPORT_NAME "${name}")
    if(NOT TARGET seedbed::${name})
        add_library(seedbed::${name} ALIAS ${target})
    endif()
    install(TARGETS ${target} EXPORT seedbed
        LIBRARY DESTINATION "${SEEDBED_PLUGIN_DIR}" COMPONENT runtime)
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    foreach(header IN LISTS arg_HEADERS)
        cmake_path(IS_ABSOLUTE header generated)
        set(subfolder "")
        if(NOT generated)
            cmake_path(GET header PARENT_PATH subfolder)
        endif()
        install(FILES "${header}" DESTINATION "${SEEDBED_HEADER_DIR}/${folder}/${subfolder}"
            COMPONENT development)
    endforeach()
endfunction()
