// Its constructor throws HOSTILE_THROWN.
#include "step.hpp"

#include <stdexcept>

namespace seedbed::hostile {

struct foreign {};

class throws_in_constructor final : public step {
public:
    explicit throws_in_constructor(const plugin_context& context) : step(context) {
        throw HOSTILE_THROWN;
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_constructor);
