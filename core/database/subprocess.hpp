#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace seedbed::database {

/// A system account that a process can run as.
struct account {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;
};

/// A program to run to its end.
struct subprocess {
    std::vector<std::string> command; ///< the program's path, then its arguments
    std::optional<account> run_as;    ///< needs root; nothing keeps the caller's account
    int inherited_descriptor = -1;    ///< one descriptor that the program gets; -1 for none
};

struct subprocess_result {
    int exit_code;      ///< 128 + the signal's number when a signal ended it
    std::string output; ///< stdout and stderr, in the order written
};

/// Runs a program in "/" and waits until it, and all that hold its output, have ended. It reads
/// nothing from our stdin and gets none of our open files, so what it leaves running keeps no pipe
/// of our caller open; it gets our environment without the PG* variables, with LC_ALL=C.
/// Throws error(failure::database) when no process can be started; a program that cannot be
/// executed ends with 127 and says so in `output`.
subprocess_result run(const subprocess& program);

} // namespace seedbed::database
