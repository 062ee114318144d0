// Its check does what no check may: it writes.
#include "step.hpp"

namespace seedbed::hostile {

class writes_in_check final : public step {
public:
    using step::step;

    std::vector<check> checks() const override {
        return {sql_check("steps.are_none",
                          "there is no step",
                          {"steps"},
                          "DELETE FROM steps RETURNING 1",
                          "SELECT '' WHERE false")};
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::writes_in_check);
