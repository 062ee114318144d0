#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace seedbed::test {

struct command_result {
    int exit_code; ///< 128 + the signal's number when a signal ended it
    std::string out;
    std::string err; ///< empty on a terminal, where both streams are one
};

/// Variables to set or, with nothing, to unset.
using environment_changes = std::map<std::string, std::optional<std::string>>;

/// Runs the seedbed that was built with these tests, to its end, without a terminal. Of the tests'
/// environment it sees nothing that says where a database, a plugin or a configuration is, except
/// SEEDBED_DATA_DIR; HOME is an empty directory. Throws std::runtime_error when it hangs.
command_result run_seedbed(const std::vector<std::string>& arguments,
                           const environment_changes& changes = {});

enum class streams {
    pipes,        ///< and nothing to read from
    conversation, ///< pipes, one for input, too
    terminal      ///< one for input and both outputs, 100 columns wide
};

/// Whether terminals can be made here: not in a root directory without /dev/pts.
bool can_make_terminals();

/// The same while it runs. Destroyed before finish, it kills the process.
class running_seedbed {
public:
    explicit running_seedbed(const std::vector<std::string>& arguments,
                             const environment_changes& changes = {},
                             streams kind = streams::pipes);
    ~running_seedbed();
    running_seedbed(const running_seedbed&) = delete;
    running_seedbed& operator=(const running_seedbed&) = delete;

    pid_t pid() const noexcept { return pid_; }

    /// Writes to the terminal, as a user would, or to the pipe for input.
    void type(std::string_view text) const;

    /// Writes a line, and gives the next one of standard output; empty when the process ended.
    std::string ask(std::string_view line);

    /// Ends a conversation's input.
    void close_input();

    /// Waits until one of the outputs holds the text; false when the process ended without it.
    bool says(std::string_view text);

    void send(int signal) const;
    command_result finish();

private:
    struct stream {
        int descriptor = -1;
        std::string* text = nullptr;
    };

    void start_on_pipes(char* const* arguments, char* const* environment, bool with_input);
    void start_on_terminal(char* const* arguments, char* const* environment);
    bool read_more();
    static bool read_once(stream& from);
    [[noreturn]] void give_up();

    pid_t pid_ = -1;
    std::string command_;
    std::string out_;
    std::string err_;
    std::vector<stream> open_;
    int input_ = -1;           // the terminal, or a pipe
    std::size_t answered_ = 0; // of out_: what ask gave
    std::chrono::steady_clock::time_point deadline_;
};

} // namespace seedbed::test
