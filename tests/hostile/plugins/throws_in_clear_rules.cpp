// Throws what is no exception class when it is asked what to clear.
#include "step.hpp"

namespace seedbed::hostile {

class throws_in_clear_rules final : public step {
public:
    using step::step;

    std::vector<clear_rule> clear_rules() const override { throw 42; }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_clear_rules);
