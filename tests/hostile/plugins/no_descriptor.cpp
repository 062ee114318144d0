// A library, but no plugin: its author forgot SEEDBED_PLUGIN.
#include "step.hpp"

namespace seedbed::hostile {

plugin* forgotten(const plugin_context& context) {
    return new step(context);
}

} // namespace seedbed::hostile
