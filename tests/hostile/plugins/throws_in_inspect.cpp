// Throws when it is asked what the database holds already.
#include "step.hpp"

#include <stdexcept>

namespace seedbed::hostile {

class throws_in_inspect final : public step {
public:
    using step::step;

    inspection inspect(const session&) override {
        throw std::out_of_range("row 7 of 6 was asked for");
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_inspect);
