// Throws what is no exception class when it is asked for its tables.
#include "step.hpp"

namespace seedbed::hostile {

class throws_in_tables final : public step {
public:
    using step::step;

    std::vector<const mapped_table*> tables() const override { throw 42; }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_tables);
