#pragma once

#include <seedbed/random.hpp>

#include <string_view>
#include <vector>

namespace seedbed::detail {

/// Names in about the order of how common they are; <seedbed/fake.hpp> has the law and the source.
class name_list {
public:
    /// `names` are separated by commas and in static storage.
    name_list(std::string_view names, double offset);

    /// A name by its weight, with one draw.
    std::string_view pick(random& r) const;

private:
    std::vector<std::string_view> names_;
    std::vector<double> cumulative_;
};

constexpr double given_offset = 15.0;
constexpr double family_offset = 9.0;

struct name_pool {
    name_list women;
    name_list men;
    name_list families;
};

const name_pool& australian_names();
const name_pool& american_names();
const name_pool& british_names();
const name_pool& german_names();
const name_pool& french_names();
const name_pool& spanish_names();
const name_pool& italian_names();
const name_pool& chinese_names();
const name_pool& vietnamese_names();
const name_pool& indian_names();
const name_pool& hispanic_american_names();

/// A share of a country's people with names of their own.
struct community {
    double share;
    const name_pool& (*names)();
    double local_given_names; ///< the share of them whose given name is one of the country's own
};

struct locale_names {
    std::vector<community> communities; ///< the first is the country's own; the shares sum to 1
    bool two_family_names = false;
};

} // namespace seedbed::detail
