// A source whose collecting fails.
#include "step.hpp"

#include <seedbed/source.hpp>

namespace seedbed::hostile {

class throws_in_collect final : public source_plugin {
public:
    explicit throws_in_collect(const plugin_context&) {}

    boost::asio::awaitable<collected> collect(http::client&) override {
        throw 42;
        co_return collected{};
    }

    std::vector<const mapped_table*> tables() const override { return {}; }
    inspection inspect(const session&) override { return {}; }
    seeded seed(const session&, progress&) override { return {}; }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_collect);
