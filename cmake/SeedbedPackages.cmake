# cpack -G DEB and -G TGZ in the build folder: seedbed, libseedbed and libseedbed-dev; a tarball of all.

set(CPACK_PACKAGE_NAME seedbed)
set(CPACK_PACKAGE_VENDOR "The seedbed authors")
set(CPACK_PACKAGE_CONTACT "The seedbed authors <seedbed@localhost>")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime library development)
set(CPACK_COMPONENTS_GROUPING IGNORE) # each component is a package

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS
    "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}" "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME seedbed)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION database)
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "${PROJECT_DESCRIPTION}: program and plugins")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "libseedbed (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_RECOMMENDS "postgresql") # for the embedded database

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libseedbed)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "${PROJECT_DESCRIPTION}: what program and plugins link")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_GENERATE_SHLIBS ON)

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libseedbed-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "${PROJECT_DESCRIPTION}: to build plugins with")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)

# The packages that the files come from that a plugin's build reads: their names are the system's.
function(seedbed_packages_of variable)
    find_program(DPKG_QUERY dpkg-query)
    set(packages "")
    foreach(file IN LISTS ARGN)
        if(DPKG_QUERY AND EXISTS "${file}")
            file(REAL_PATH "${file}" file)
            execute_process(COMMAND "${DPKG_QUERY}" -S "${file}"
                OUTPUT_VARIABLE owner ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
            string(REGEX REPLACE ":.*" "" owner "${owner}")
            list(APPEND packages ${owner})
        endif()
    endforeach()
    list(REMOVE_DUPLICATES packages)
    set(${variable} "${packages}" PARENT_SCOPE)
endfunction()

# ODB reads C++ through one release of g++, which its package does not always name.
function(seedbed_compiler_of_odb variable)
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/odb-compiler/empty.hxx" "")
    execute_process(
        COMMAND "${ODB_COMPILER}" -v --database pgsql empty.hxx
        WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/odb-compiler"
        OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(said MATCHES "/lib/gcc/[^/\n]+/([0-9]+)/")
        set(${variable} "g++-${CMAKE_MATCH_1}" PARENT_SCOPE)
    else()
        set(${variable} "g++" PARENT_SCOPE)
    endif()
endfunction()

find_path(ODB_PGSQL_INCLUDE_DIR odb/pgsql/version.hxx HINTS ${libodb_INCLUDE_DIRS})
find_path(LIBPQ_INCLUDE_DIR libpq-fe.h HINTS ${libpq_INCLUDE_DIRS})
seedbed_packages_of(needed
    "${ODB_COMPILER}"
    "${ODB_INCLUDE_DIR}/odb/version.hxx"
    "${ODB_PGSQL_INCLUDE_DIR}/odb/pgsql/version.hxx"
    "${LIBPQ_INCLUDE_DIR}/libpq-fe.h"
    "${fmt_DIR}/fmt-config.cmake"
    "${Boost_INCLUDE_DIRS}/boost/version.hpp"
    "${boost_json_DIR}/boost_json-config.cmake"
    "${boost_url_DIR}/boost_url-config.cmake"
    "${boost_unit_test_framework_DIR}/boost_unit_test_framework-config.cmake")
seedbed_compiler_of_odb(compiler_of_odb)
list(APPEND needed ${compiler_of_odb})
list(REMOVE_DUPLICATES needed)
list(JOIN needed ", " needed)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libseedbed (= ${PROJECT_VERSION}), seedbed (= ${PROJECT_VERSION}), g++, cmake (>= 3.25), make, pkg-config, ${needed}")

include(CPack)

# On Debian 12 it comes before the packages.
configure_file("${PROJECT_SOURCE_DIR}/scripts/libodb-source"
    "${CPACK_PACKAGE_DIRECTORY}/libodb-source" COPYONLY)
