# Everything comes from the distribution; scripts/setup installs it.

include(SeedbedSdkDependencies)
find_package(Boost 1.81 REQUIRED COMPONENTS filesystem)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(pugixml REQUIRED)
pkg_check_modules(libcrypt REQUIRED IMPORTED_TARGET libcrypt)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)

# ODB 2.4.0 still writes `throw (std::bad_alloc)`, which C++17 removed: two of its headers are
# copied without it, and found first.
function(seedbed_make_odb_headers_fit output)
    find_path(ODB_INCLUDE_DIR odb/details/shared-ptr/base.hxx HINTS ${libodb_INCLUDE_DIRS} REQUIRED)
    foreach(header base.hxx base.ixx)
        file(READ "${ODB_INCLUDE_DIR}/odb/details/shared-ptr/${header}" text)
        string(REPLACE "throw (std::bad_alloc)" "" text "${text}")
        file(CONFIGURE OUTPUT "${output}/odb/details/shared-ptr/${header}" CONTENT "${text}" @ONLY)
    endforeach()
endfunction()

set(SEEDBED_ODB_COMPAT_DIR "${CMAKE_BINARY_DIR}/odb-compat")
seedbed_make_odb_headers_fit("${SEEDBED_ODB_COMPAT_DIR}")
