#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace seedbed::test {

/// A file's bytes. Throws std::runtime_error where it cannot be read.
inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Of tests/fixtures: "coinspot/latest.json".
inline std::string fixture(const std::string& name) {
    return text_of(std::filesystem::path(SEEDBED_TEST_FIXTURES) / name);
}

/// Every file below the directory, one after the other, names included: to search for what must
/// not be in it.
inline std::string all_text(const std::filesystem::path& directory) {
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        text += entry.path().string() + '\n' +
                (entry.is_regular_file() ? text_of(entry.path()) : std::string());
    return text;
}

inline constexpr const char* payloads_variable = "SEEDBED_REFERENCE_PAYLOADS";

/// A test's precondition: recorded answers of the real APIs, which are no part of the project.
inline boost::test_tools::assertion_result
payloads_are_there(boost::unit_test::test_unit_id /*test*/) {
    boost::test_tools::assertion_result there(std::getenv(payloads_variable) != nullptr);
    there.message() << payloads_variable << " names no directory of recorded answers";
    return there;
}

/// One of them.
inline std::string payload(const std::string& name) {
    return text_of(std::filesystem::path(std::getenv(payloads_variable)) / name);
}

} // namespace seedbed::test
