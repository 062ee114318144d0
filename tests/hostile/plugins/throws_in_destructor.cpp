// Throws where C++ lets no exception out.
#include "step.hpp"

#include <stdexcept>

namespace seedbed::hostile {

class throws_in_destructor final : public step {
public:
    using step::step;
    ~throws_in_destructor() override { throw_now(); }

private:
    static void throw_now() { throw std::runtime_error("there is no good moment to say so"); }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_destructor);
