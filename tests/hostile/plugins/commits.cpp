// Ends the run's transaction, which is not its own.
#include "step.hpp"

namespace seedbed::hostile {

class commits final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress& progress) override {
        const seeded result = step::seed(session, progress);
        session.execute("COMMIT");
        return result;
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::commits);
