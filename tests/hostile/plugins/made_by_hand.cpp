// A descriptor written by hand, with HOSTILE_CHANGE made to what the SDK would write.
#include "step.hpp"

namespace {

constexpr seedbed::plugin_descriptor make() {
    auto descriptor = seedbed::detail::describe<seedbed::hostile::step>(SEEDBED_PLUGIN_NAME,
                                                                        SEEDBED_PLUGIN_VERSION);
    HOSTILE_CHANGE;
    return descriptor;
}

} // namespace

extern "C" __attribute__((visibility("default")))
const seedbed::plugin_descriptor seedbed_plugin_descriptor;
constexpr seedbed::plugin_descriptor seedbed_plugin_descriptor = make();
