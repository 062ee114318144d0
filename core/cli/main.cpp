#include "core/cli/program.hpp"

#include <string>
#include <vector>

int main(int argc, char** argv) {
    return seedbed::cli::run_program(std::vector<std::string>(argv + 1, argv + argc));
}
