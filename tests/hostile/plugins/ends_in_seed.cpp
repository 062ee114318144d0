// Ends the process after it has written a row, by HOSTILE_END.
#include "step.hpp"

#include <csignal>
#include <cstdlib>

namespace seedbed::hostile {

class ends_in_seed final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress& progress) override {
        const seeded result = step::seed(session, progress);
        HOSTILE_END;
        return result;
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::ends_in_seed);
