#pragma once

// What has to be equal in host and plugin, because C++ and ODB types cross between them. Macros
// only: the build reads the same values with the preprocessor for the plugin's manifest.

#include <boost/version.hpp>
#include <odb/version.hxx>

#define SEEDBED_SDK_ABI 1

#define SEEDBED_TEXT_OF(value) #value
#define SEEDBED_TEXT(value) SEEDBED_TEXT_OF(value)

#if defined(__clang__)
#    define SEEDBED_COMPILER "clang " SEEDBED_TEXT(__clang_major__)
#elif defined(__GNUC__)
#    define SEEDBED_COMPILER "gcc " SEEDBED_TEXT(__GNUC__)
#endif

#if defined(__SANITIZE_ADDRESS__)
#    define SEEDBED_SANITIZER "address"
#elif defined(__SANITIZE_THREAD__)
#    define SEEDBED_SANITIZER "thread"
#else
#    define SEEDBED_SANITIZER "none"
#endif

#if defined(_GLIBCXX_DEBUG)
#    define SEEDBED_STANDARD_LIBRARY "libstdc++ debug"
#elif defined(_GLIBCXX_USE_CXX11_ABI) && _GLIBCXX_USE_CXX11_ABI == 0
#    define SEEDBED_STANDARD_LIBRARY "libstdc++ old abi"
#elif defined(_LIBCPP_VERSION)
#    define SEEDBED_STANDARD_LIBRARY "libc++"
#else
#    define SEEDBED_STANDARD_LIBRARY "libstdc++"
#endif

/// "name=value" fields, separated by semicolons, in this order.
#define SEEDBED_FINGERPRINT                                                                        \
    "sdk abi=" SEEDBED_TEXT(                                                                       \
        SEEDBED_SDK_ABI) ";compiler=" SEEDBED_COMPILER                                             \
                         ";c++ standard=" SEEDBED_TEXT(                                            \
                             __cplusplus) ";standard library=" SEEDBED_STANDARD_LIBRARY            \
                                          ";sanitizer=" SEEDBED_SANITIZER                          \
                                          ";boost=" BOOST_LIB_VERSION ";odb=" LIBODB_VERSION_STR   \
                                          ";database=pgsql"
