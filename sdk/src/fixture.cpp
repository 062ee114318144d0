#include <seedbed/error.hpp>
#include <seedbed/fixture.hpp>

#include <fmt/format.h>

namespace seedbed {
namespace {

[[noreturn]] void lacks(const row_factory& factory, const char* what) {
    throw error(failure::plugin,
                fmt::format("the factory of model '{}' does not say {}", factory.model(), what));
}

} // namespace

fixture_context::~fixture_context() = default;

row_factory::~row_factory() = default;

std::vector<fixture_input> row_factory::inputs() const {
    return {};
}

std::vector<variation_info> row_factory::variations() const {
    return {};
}

void row_factory::vary(std::string_view /*variation*/, mapped_row& /*row*/) const {
    lacks(*this, "how its rows vary");
}

mapped_row row_factory::make(std::uint64_t /*index*/) const {
    lacks(*this, "what row i is");
}

std::uint64_t row_factory::rows() const {
    return 0;
}

std::uint64_t row_factory::first_index() const {
    return 0;
}

std::uint64_t row_factory::next_index(std::uint64_t index) const {
    return index;
}

std::uint64_t row_factory::stride() const {
    return 1;
}

uuid row_factory::key_of(std::uint64_t /*index*/) const {
    lacks(*this, "which keys its rows have");
}

std::optional<std::uint64_t> row_factory::index_of(const uuid& /*key*/) const {
    return std::nullopt;
}

std::optional<std::string> row_factory::natural_key_column() const {
    return std::nullopt;
}

std::string row_factory::parent_variation(std::string_view /*column*/) const {
    return {};
}

void row_factory::adapt(mapped_row& /*row*/, const fixture_context& /*context*/) const {}

bool row_factory::is_series() const {
    return false;
}

std::vector<mapped_row> row_factory::series(std::span<const mapped_row> /*given*/,
                                            const fixture_context& /*context*/) const {
    lacks(*this, "how to make a series");
}

} // namespace seedbed
