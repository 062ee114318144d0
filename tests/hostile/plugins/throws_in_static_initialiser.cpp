// Throws while its library is being opened.
#include "step.hpp"

#include <stdexcept>

namespace {

int refuse() {
    throw std::runtime_error("the static initialiser's own words");
}

const int never = refuse();

} // namespace

SEEDBED_PLUGIN(seedbed::hostile::step);
