# seedbed_add_model(<class> <header>): runs ODB on a header that maps one class, and builds
# libseedbed_model_<stem>.so from what it generates. One model is one library: compiled into two
# plugins, it would be registered twice. A file <stem>.sql beside the header adds what ODB cannot
# express to the statements that create the table. Tests include <stem>-values.hpp, which lets them
# say what a row's columns are to be, and create_test_<stem>.hpp beside the header, if there is one.
#
# The target is seedbed_model_<stem>; link it to use the model.

function(seedbed_add_model class header)
    cmake_path(GET header STEM stem)
    set(target "seedbed_model_${stem}")
    set(source_dir "${CMAKE_CURRENT_SOURCE_DIR}")
    get_property(owner GLOBAL PROPERTY "SEEDBED_MODEL ${class}")
    if(owner)
        message(FATAL_ERROR "The class ${class} is mapped twice, in ${owner} and in "
            "${source_dir}/${header}: ODB would register it twice in one process. Map it once, and "
            "link that library from everywhere.")
    endif()
    set_property(GLOBAL PROPERTY "SEEDBED_MODEL ${class}" "${source_dir}/${header}")
    set(generated "${CMAKE_CURRENT_BINARY_DIR}/odb")
    set(odb_cpp "${generated}/${stem}-odb.cpp")
    set(table_cpp "${generated}/${stem}-table.cpp")
    set(values_hpp "${generated}/${stem}-values.hpp")
    set(additions "${source_dir}/${stem}.sql")
    if(NOT EXISTS "${additions}")
        set(additions "")
    endif()
    set(sdk_includes "$<TARGET_PROPERTY:seedbed::sdk,INTERFACE_INCLUDE_DIRECTORIES>")

    # ODB parses with GCC: --std names the output's dialect, -x -std=c++20 what the header needs.
    file(MAKE_DIRECTORY "${generated}")
    add_custom_command(
        OUTPUT "${odb_cpp}" "${generated}/${stem}-odb.hpp" "${generated}/${stem}-odb.ipp"
               "${generated}/${stem}.sql"
        COMMAND "${ODB_COMPILER}" --std c++11 -x -std=c++20 --database pgsql
                --default-pointer std::unique_ptr
                --generate-query --generate-schema --schema-format sql --omit-drop
                --hxx-suffix .hpp --cxx-suffix .cpp --ixx-suffix .ipp
                "$<$<BOOL:${sdk_includes}>:-I$<JOIN:${sdk_includes},;-I>>"
                --output-dir "${generated}" "${source_dir}/${header}"
        DEPENDS "${source_dir}/${header}"
        COMMAND_EXPAND_LISTS VERBATIM
        COMMENT "ODB maps ${class}")
    add_custom_command(
        OUTPUT "${table_cpp}" "${values_hpp}"
        COMMAND "${CMAKE_COMMAND}" "-DCLASS=${class}" "-DHEADER=${header}"
                "-DSQL=${generated}/${stem}.sql" "-DADDITIONS=${additions}" "-DOUTPUT=${table_cpp}"
                "-DVALUES=${values_hpp}"
                -P "${SEEDBED_CMAKE_DIR}/EmbedTable.cmake"
        DEPENDS "${generated}/${stem}.sql" ${additions} "${SEEDBED_CMAKE_DIR}/EmbedTable.cmake"
        VERBATIM)

    add_library(${target} SHARED "${odb_cpp}" "${table_cpp}" "${source_dir}/${header}")
    cmake_path(GET source_dir FILENAME folder)
    target_include_directories(${target} PUBLIC
        "$<BUILD_INTERFACE:${source_dir}>" "$<BUILD_INTERFACE:${generated}>"
        "$<INSTALL_INTERFACE:${SEEDBED_HEADER_DIR}/${folder}>")
    target_compile_options(${target} PRIVATE -Wno-unknown-pragmas)
    target_link_libraries(${target} PUBLIC seedbed::sdk)
    seedbed_place_beside_plugins(${target})
    set(fixture "create_test_${stem}.hpp")
    if(NOT EXISTS "${source_dir}/${fixture}")
        set(fixture "")
    endif()
    seedbed_install_shared(${target} HEADERS "${header}" ${fixture}
        "${generated}/${stem}-odb.hpp" "${generated}/${stem}-odb.ipp" "${values_hpp}")
endfunction()
