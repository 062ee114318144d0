// measure FILE COMMAND [ARGUMENT...]
// Runs the command and appends one line to FILE: its time in seconds, by the clock, and the peak of
// its resident memory in bytes. Exits as the command did.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: measure FILE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        std::perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        std::perror("measure");
        return 1;
    }
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    std::ofstream(argv[1], std::ios::app) << time.count() << ' ' << used.ru_maxrss * 1024 << '\n';
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
