#include "generator.hpp"

#include <seedbed/descriptor.hpp>

SEEDBED_PLUGIN(library_visits_plugin::generator);
