# For targets of this tree; generated code is compiled without.

add_library(seedbed_warnings INTERFACE)
target_compile_options(seedbed_warnings INTERFACE -Wall -Wextra -Wpedantic -Wno-unknown-pragmas)
