// Does what it should.
#include "step.hpp"

SEEDBED_PLUGIN(seedbed::hostile::step);
