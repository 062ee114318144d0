// Is asked to stop, and does not.
#include "step.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace seedbed::hostile {

class never_ends final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress& progress) override {
        step::seed(session, progress);
        std::ofstream(std::getenv("HOSTILE_MARK")).put('\n');
        for (;;)
            std::this_thread::sleep_for(std::chrono::seconds(1));
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::never_ends);
