#pragma once

#include <seedbed/fixture.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace seedbed::market {
class model;
}

namespace ohmycoins {

/// Prices for tests: a number of consecutive rows of the 5-minute grid that end at as-of, in the
/// order of time, as the market model makes them. The first one is `start_price` where the test
/// gives it. Where rows of the coin stand in that time already, the series ends before the first
/// of them.
class price_factory final : public seedbed::row_factory {
public:
    explicit price_factory(std::uint64_t seed);
    ~price_factory() override;

    std::string_view model() const override;
    const seedbed::row_layout& layout() const override;
    std::vector<seedbed::fixture_input> inputs() const override;
    bool is_series() const override { return true; }
    std::vector<seedbed::mapped_row> series(std::span<const seedbed::mapped_row> given,
                                            const seedbed::fixture_context& context) const override;

private:
    const seedbed::market::model& market() const;

    std::uint64_t seed_;
    mutable std::unique_ptr<const seedbed::market::model> market_;
};

} // namespace ohmycoins
