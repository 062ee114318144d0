#include "reader-odb.hpp"
#include "reader.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/row_model.hpp>

#include <chrono>
#include <string>

namespace seedbed::test {
namespace {

class readers final : public row_model<reader> {
public:
    explicit readers(const plugin_context& context) : row_model(context, 1) {}

    std::uint64_t rows() const override { return 10; }

    void row(row_context& context, reader& out) const override {
        out.email = natural_key(context.index());
        out.name = context.fake().person_in(find_locale("en_AU")).full_name();
        out.joined = context.as_of() - std::chrono::hours(context.random().between(1, 10'000));
    }

    std::optional<std::string> natural_key_column() const override { return "email"; }
    std::string natural_key(std::uint64_t index) const override {
        return "reader" + std::to_string(index) + "@example.com";
    }
};

} // namespace
} // namespace seedbed::test

SEEDBED_PLUGIN(seedbed::test::readers);
