// Ends the process while it is created, by HOSTILE_END.
#include "step.hpp"

#include <csignal>
#include <cstdlib>

namespace seedbed::hostile {

class ends_in_constructor final : public step {
public:
    explicit ends_in_constructor(const plugin_context& context) : step(context) { HOSTILE_END; }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::ends_in_constructor);
