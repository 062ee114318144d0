# What `cmake --install` installs beside plugins and models, which install themselves. Components:
# runtime (program, plugins), library (libseedbed), development (headers, CMake and pkg-config files).

include(CMakePackageConfigHelpers)

set_target_properties(seedbed PROPERTIES INSTALL_RPATH "$ORIGIN/../lib" EXPORT_NAME program)
set_target_properties(seedbed_sdk PROPERTIES INSTALL_RPATH "$ORIGIN" EXPORT_NAME sdk)
set(sdk_targets seedbed_sdk)
if(TARGET seedbed_testing)
    set_target_properties(seedbed_testing PROPERTIES INSTALL_RPATH "$ORIGIN" EXPORT_NAME testing)
    list(APPEND sdk_targets seedbed_testing)
endif()

install(TARGETS seedbed EXPORT seedbed RUNTIME DESTINATION bin COMPONENT runtime)
install(TARGETS ${sdk_targets} EXPORT seedbed
    LIBRARY DESTINATION lib COMPONENT library NAMELINK_COMPONENT development
    ARCHIVE DESTINATION lib COMPONENT development)
set_target_properties(seedbed_warnings PROPERTIES EXPORT_NAME warnings)
install(TARGETS seedbed_warnings EXPORT seedbed)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/sdk/include/" DESTINATION include COMPONENT development)
install(DIRECTORY "${SEEDBED_ODB_COMPAT_DIR}/" DESTINATION include/seedbed/odb-compat
    COMPONENT development)

seedbed_read_fingerprint(SEEDBED_SDK_FINGERPRINT)
configure_package_config_file(cmake/seedbed-config.cmake.in seedbed-config.cmake
    INSTALL_DESTINATION "${SEEDBED_PACKAGE_DIR}"
    NO_SET_AND_CHECK_MACRO)
# Before version 1 a minor version may change anything; the fingerprint decides what fits.
write_basic_package_version_file(seedbed-config-version.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/seedbed.pc.in seedbed.pc @ONLY)

install(EXPORT seedbed NAMESPACE seedbed:: FILE seedbed-targets.cmake
    DESTINATION "${SEEDBED_PACKAGE_DIR}" COMPONENT development)
install(FILES
    "${PROJECT_BINARY_DIR}/seedbed-config.cmake"
    "${PROJECT_BINARY_DIR}/seedbed-config-version.cmake"
    cmake/EmbedTable.cmake
    cmake/SeedbedFingerprint.cmake
    cmake/SeedbedLayout.cmake
    cmake/SeedbedModel.cmake
    cmake/SeedbedPlugin.cmake
    cmake/SeedbedPluginTests.cmake
    cmake/SeedbedSdkDependencies.cmake
    DESTINATION "${SEEDBED_PACKAGE_DIR}" COMPONENT development)
install(FILES "${PROJECT_BINARY_DIR}/seedbed.pc" DESTINATION lib/pkgconfig COMPONENT development)

# The manual page is printed by the program, with the options of the plugins that come with it.
set(manual "${PROJECT_BINARY_DIR}/seedbed.1")
add_custom_command(
    OUTPUT "${manual}"
    COMMAND "${CMAKE_COMMAND}" -E env --unset=SEEDBED_CONFIG
            "XDG_CONFIG_HOME=${PROJECT_BINARY_DIR}/no-configuration"
            "$<TARGET_FILE:seedbed>" manual --plugin-dir "${SEEDBED_PLUGIN_OUTPUT_DIRECTORY}"
            > "${manual}"
    DEPENDS seedbed
    VERBATIM)
add_custom_target(seedbed_manual ALL DEPENDS "${manual}")
install(FILES "${manual}" DESTINATION share/man/man1 COMPONENT runtime)
install(FILES docs/man/seedbed-manifest.5 DESTINATION share/man/man5 COMPONENT runtime)
install(FILES core/completion/seedbed.bash DESTINATION share/bash-completion/completions
    RENAME seedbed COMPONENT runtime)
install(FILES core/completion/_seedbed DESTINATION share/zsh/site-functions COMPONENT runtime)
install(FILES core/completion/seedbed.fish DESTINATION share/fish/vendor_completions.d
    COMPONENT runtime)
install(FILES LICENSE DESTINATION share/doc/seedbed COMPONENT runtime)
