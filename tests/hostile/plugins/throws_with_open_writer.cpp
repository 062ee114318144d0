// Throws in the middle of a COPY, when the server has seen a part of the rows.
#include "sample-odb.hpp"
#include "sample.hpp"
#include "step.hpp"

#include <seedbed/bulk_writer.hpp>

#include <stdexcept>

namespace seedbed::hostile {

class throws_with_open_writer final : public step {
public:
    using step::step;

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<test::sample>::table()};
    }

    seeded seed(const session& session, progress&) override {
        bulk_writer<test::sample> writer(session);
        test::sample row;
        row.document.text = "{}";
        row.text = std::string(1000, 'x');
        for (int i = 0; i < 2000; ++i) // several of the writer's buffers
            writer.write(row);
        throw std::runtime_error("2000 rows are on their way");
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_with_open_writer);
