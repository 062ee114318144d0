# Reads SEEDBED_FINGERPRINT with the compiler and flags of this build, so that a plugin's manifest
# says the same as the descriptor inside its library, and the host can refuse it unopened.

function(seedbed_read_fingerprint variable)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
    get_target_property(sdk_includes seedbed::sdk INTERFACE_INCLUDE_DIRECTORIES)
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
    if(seedbed_VERSION) # what people know a release by; messages tell it, nothing compares it
        string(JSON json SET "${json}" version "\"${seedbed_VERSION}\"")
    endif()
    set(${variable} "${json}" PARENT_SCOPE)
endfunction()

# Warns where this build differs from the one that the installed program is of: the program would
# refuse the plugin.
function(seedbed_compare_fingerprint installed)
    seedbed_read_fingerprint(ours)
    set(differences "")
    foreach(field their IN ZIP_LISTS ours installed)
        if(NOT field STREQUAL their)
            string(APPEND differences "\n  ${field}, and the installed seedbed has ${their}")
        endif()
    endforeach()
    if(differences)
        message(WARNING "Plugins built here do not fit the installed seedbed, which will refuse "
            "them:${differences}\nBuild with the same compiler, Boost and ODB.")
    endif()
endfunction()
