// Gives the server a statement that fails, and says that all went well.
#include "step.hpp"

#include <seedbed/error.hpp>

namespace seedbed::hostile {

class sql_error final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress& progress) override {
        step::seed(session, progress);
        try {
            session.execute("SELECT 1 / 0");
        } catch (const error&) {
            // exactly what the SDK says not to do: the transaction is aborted now
        }
        return {.added = 1, .kept = 0};
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::sql_error);
