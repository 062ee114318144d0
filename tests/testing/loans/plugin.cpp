#include "loan-odb.hpp"
#include "loan.hpp"
#include "reader-odb.hpp"
#include "reader.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/row_model.hpp>

#include <vector>

namespace seedbed::test {
namespace {

class loans final : public row_model<loan> {
public:
    explicit loans(const plugin_context& context) : row_model(context, 1) {}

    std::uint64_t rows() const override { return 30; }

    void row(row_context& context, loan& out) const override {
        const std::uint64_t index = context.pick<reader>(early_choice{});
        out.reader_id = context.key<reader>(index);
        out.reader_email = context.parent<reader>(index).email;
        out.fee = decimal<6, 2>::from_units(context.random().between(1, 999));
    }

    /// A loan has its reader's address.
    void adapt(loan& row, const fixture_context& context) const override {
        const auto who = context.standing<reader>(row.reader_id);
        if (who && !context.given("reader_email"))
            row.reader_email = who->email;
    }

    std::vector<variation<loan>> variations() const override {
        const timestamp as_of = context().run().as_of;
        return {{"returned", "The book is back", [as_of](loan& row) { row.returned = as_of; }},
                {"free", "It cost nothing", [](loan& row) { row.fee = {}; }}};
    }
};

} // namespace
} // namespace seedbed::test

SEEDBED_PLUGIN(seedbed::test::loans);
