// Has the server end the connection that all plugins share.
#include "step.hpp"

namespace seedbed::hostile {

class ends_its_connection final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress&) override {
        session.execute("SELECT pg_terminate_backend(pg_backend_pid())");
        return {};
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::ends_its_connection);
