#include "generator.hpp"

#include <seedbed/descriptor.hpp>

SEEDBED_PLUGIN(@namespace@::generator);
