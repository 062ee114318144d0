// Writes the addresses of what has to be one thing in all plugins: the table of a model that two
// of them link, and Asio's error categories.
#include "sample-odb.hpp"
#include "sample.hpp"
#include "step.hpp"

#include <seedbed/source.hpp>

#include <boost/asio/error.hpp>

#include <sstream>

namespace seedbed::hostile {

class tells_identities final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress&) override {
        std::ostringstream told;
        told << model_traits<test::sample>::table().name << ' '
             << &model_traits<test::sample>::table() << ' '
             << &boost::asio::error::get_misc_category() << ' '
             << &boost::asio::error::get_addrinfo_category();
        session.execute("INSERT INTO steps (plugin) VALUES ($1)", {told.str()});
        return {.added = 1, .kept = 0};
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::tells_identities);
