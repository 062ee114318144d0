// Compiled without the definitions that keep Asio in libseedbed alone.
#include "step.hpp"

#include <boost/asio/io_context.hpp>

namespace seedbed::hostile {

class carries_asio final : public step {
public:
    using step::step;

    inspection inspect(const session& session) override {
        boost::asio::io_context context;
        context.run();
        return step::inspect(session);
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::carries_asio);
