// Ends the process while its library is being opened, by HOSTILE_END.
#include "step.hpp"

#include <csignal>
#include <cstdlib>

namespace {

int end() {
    HOSTILE_END;
    return 0;
}

const int never = end();

} // namespace

SEEDBED_PLUGIN(seedbed::hostile::step);
