// Calls a function that no library has.
#include "step.hpp"

extern "C" void hostile_function_that_nobody_wrote();

namespace seedbed::hostile {

class unresolved_symbol final : public step {
public:
    explicit unresolved_symbol(const plugin_context& context) : step(context) {
        hostile_function_that_nobody_wrote();
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::unresolved_symbol);
