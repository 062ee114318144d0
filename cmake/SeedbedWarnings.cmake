# For seedbed's own targets, and others' who want it so; generated code is compiled without.

add_library(seedbed_warnings INTERFACE)
target_compile_options(seedbed_warnings INTERFACE -Wall -Wextra -Wpedantic -Wno-unknown-pragmas)
add_library(seedbed::warnings ALIAS seedbed_warnings)
