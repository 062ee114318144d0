# cmake --build … --target reference: the API reference, by Doxygen, into build/…/reference/html. A
# warning fails it.

find_program(DOXYGEN doxygen)
if(DOXYGEN)
    set(doxyfile "${PROJECT_BINARY_DIR}/Doxyfile")
    configure_file(docs/Doxyfile.in "${doxyfile}" @ONLY)
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/reference")
    add_custom_target(reference COMMAND "${DOXYGEN}" "${doxyfile}" VERBATIM)
    if(SEEDBED_BUILD_TESTS)
        add_test(NAME docs.reference_without_warnings COMMAND "${DOXYGEN}" "${doxyfile}")
    endif()
endif()
