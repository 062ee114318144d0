#pragma once

#include <seedbed/run.hpp>

#include <filesystem>
#include <set>
#include <string>

namespace seedbed::run {

/// What a recording says of the run that it was made by, so that replaying it gives the same rows.
/// It stands in DIR/recording.json; what the sources were answered stands in DIR/<source>/.
struct recorded_run {
    timestamp as_of;
    timestamp present;               ///< when it began
    std::set<std::string> variables; ///< the sources' secret variables that were set
};

/// Makes the directory ready. Throws error(failure::usage) where there is something in it, or where
/// it cannot be written.
void begin_recording(const std::filesystem::path& directory, const recorded_run& run);

/// Throws error(failure::usage) for a directory that holds no recording; the message names the
/// option that the directory was given with.
recorded_run read_recording(const std::filesystem::path& directory,
                            const char* option = "--replay");

} // namespace seedbed::run
