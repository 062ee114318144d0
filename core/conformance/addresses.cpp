#include "core/conformance/addresses.hpp"

#include <cstddef>
#include <cstdlib>
#include <sys/mman.h>

namespace seedbed::conformance {
namespace {

// Small pieces, so that those gaps are filled, too, into which a library would fit.
constexpr std::size_t piece = 16 * 1024;
constexpr int pieces = 4096;

constexpr std::size_t largest = 4096; // of the plugins' objects
constexpr int of_each_size = 16;

} // namespace

void scatter_addresses() {
    for (int i = 0; i < pieces; ++i)
        ::mmap(nullptr, piece, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    // What is free on the heap is taken, and the end of the heap moves.
    for (std::size_t size = 16; size <= largest; size += 16)
        for (int i = 0; i < of_each_size; ++i) {
            void* volatile kept = std::malloc(size);
            static_cast<void>(kept);
        }
}

} // namespace seedbed::conformance
