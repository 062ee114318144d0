// Begins a COPY on the shared connection and comes back without ending it.
#include "step.hpp"

#include <libpq-fe.h>

namespace seedbed::hostile {

class leaves_copy_open final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress&) override {
        PQclear(PQexec(session.handle(), "COPY steps (plugin) FROM STDIN"));
        PQputCopyData(session.handle(), "half a line", 11);
        return {.added = 1, .kept = 0};
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::leaves_copy_open);
