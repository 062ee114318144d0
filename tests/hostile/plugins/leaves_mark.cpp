// Leaves a file behind as soon as its library is opened: proof that somebody opened it.
#include "step.hpp"

#include <cstdlib>
#include <fstream>

namespace {

const bool marked = [] {
    const char* file = std::getenv("HOSTILE_MARK");
    return file != nullptr && std::ofstream(file).put('\n').good();
}();

} // namespace

SEEDBED_PLUGIN(seedbed::hostile::step);
