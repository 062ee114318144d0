#include "collector.hpp"

#include <seedbed/descriptor.hpp>

SEEDBED_PLUGIN(@namespace@::collector);
