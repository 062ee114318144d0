// Needs a library that is not installed.
#include "step.hpp"

extern "C" int hostile_absent();

namespace seedbed::hostile {

class missing_needed_library final : public step {
public:
    explicit missing_needed_library(const plugin_context& context) : step(context) {
        hostile_absent();
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::missing_needed_library);
