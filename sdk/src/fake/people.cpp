#include "names.hpp"

#include <seedbed/fake.hpp>

#include <vector>

namespace seedbed {
namespace {

using detail::community;
using detail::name_pool;

template <class Weighted, class Weight>
const auto& pick_weighted(random& r, const Weighted& choices, Weight weight_of) {
    double left = r.unit();
    for (const auto& choice : choices) {
        left -= weight_of(choice);
        if (left < 0.0) {
            return choice;
        }
    }
    return *choices.begin(); // rounding may leave a crumb behind the last one
}

} // namespace

std::string person::full_name() const {
    const std::string name = given_name + " " + family_name;
    return second_family_name.empty() ? name : name + " " + second_family_name;
}

person fake::person_in(const locale_profile& locale) {
    const std::vector<community>& communities = locale.names->communities;
    const community& own = communities.front();
    const community& chosen =
        pick_weighted(random_, communities, [](const community& each) { return each.share; });
    const bool local_given_name = random_.chance(chosen.local_given_names);
    const name_pool& given = local_given_name ? own.names() : chosen.names();
    const name_pool& family = chosen.names();

    person someone;
    someone.locale = locale.code;
    someone.sex = random_.chance(0.5) ? gender::female : gender::male;
    someone.given_name = (someone.sex == gender::female ? given.women : given.men).pick(random_);
    someone.family_name = family.families.pick(random_);
    if (locale.names->two_family_names) {
        someone.second_family_name = family.families.pick(random_);
    }
    return someone;
}

std::string_view fake::time_zone_in(const locale_profile& locale) {
    return pick_weighted(
               random_, locale.time_zones, [](const weighted_zone& each) { return each.weight; })
        .name;
}

} // namespace seedbed
