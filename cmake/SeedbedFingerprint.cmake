# Reads SEEDBED_FINGERPRINT with the compiler and flags of this build, so that a plugin's manifest
# says the same as the descriptor inside its library, and the host can refuse it unopened.

function(seedbed_read_fingerprint variable)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
    get_target_property(sdk_includes seedbed_sdk INTERFACE_INCLUDE_DIRECTORIES)
    list(FILTER sdk_includes EXCLUDE REGEX "INSTALL_INTERFACE")
    list(TRANSFORM sdk_includes REPLACE "\\$<BUILD_INTERFACE:(.*)>" "\\1")
    list(APPEND sdk_includes ${Boost_INCLUDE_DIRS} ${libodb_INCLUDE_DIRS})
    list(TRANSFORM sdk_includes PREPEND "-I")
    set(probe "${CMAKE_BINARY_DIR}/fingerprint_probe.cpp")
    file(WRITE "${probe}"
         "#include <cstddef>\n#include <seedbed/detail/fingerprint.hpp>\n"
         "fingerprint SEEDBED_FINGERPRINT\n")
    execute_process(
        COMMAND "${CMAKE_CXX_COMPILER}" ${flags} "${CMAKE_CXX20_STANDARD_COMPILE_OPTION}"
                ${sdk_includes} -E -P "${probe}"
        OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "fingerprint ([^\n]*)" text "${text}")
    # Adjacent string literals, as the compiler would join them: a list, at the semicolons.
    string(REGEX REPLACE "\" *\"" "" text "${CMAKE_MATCH_1}")
    string(REGEX REPLACE "^\"|\" *$" "" text "${text}")
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# The fields a=1 b=2 … as the JSON object {"a": "1", "b": "2"}.
function(seedbed_fingerprint_json variable)
    set(json "{}")
    foreach(field IN LISTS ARGN)
        string(REGEX MATCH "^([^=]*)=(.*)$" field "${field}")
        string(JSON json SET "${json}" "${CMAKE_MATCH_1}" "\"${CMAKE_MATCH_2}\"")
    endforeach()
    set(${variable} "${json}" PARENT_SCOPE)
endfunction()
