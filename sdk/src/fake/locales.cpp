#include "names.hpp"

#include <seedbed/error.hpp>
#include <seedbed/fake.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string>
#include <vector>

namespace seedbed {
namespace {

using detail::locale_names;

// Shares of people by place, rounded from census counts.
constexpr std::array australian_zones{weighted_zone{"Australia/Sydney", 0.33},
                                      weighted_zone{"Australia/Melbourne", 0.26},
                                      weighted_zone{"Australia/Brisbane", 0.20},
                                      weighted_zone{"Australia/Perth", 0.11},
                                      weighted_zone{"Australia/Adelaide", 0.07},
                                      weighted_zone{"Australia/Hobart", 0.02},
                                      weighted_zone{"Australia/Darwin", 0.01}};

constexpr std::array american_zones{weighted_zone{"America/New_York", 0.47},
                                    weighted_zone{"America/Chicago", 0.29},
                                    weighted_zone{"America/Los_Angeles", 0.165},
                                    weighted_zone{"America/Denver", 0.045},
                                    weighted_zone{"America/Phoenix", 0.022},
                                    weighted_zone{"Pacific/Honolulu", 0.005},
                                    weighted_zone{"America/Anchorage", 0.003}};

constexpr std::array british_zones{weighted_zone{"Europe/London", 1.0}};
constexpr std::array german_zones{weighted_zone{"Europe/Berlin", 1.0}};
constexpr std::array french_zones{weighted_zone{"Europe/Paris", 1.0}};
constexpr std::array italian_zones{weighted_zone{"Europe/Rome", 1.0}};

constexpr std::array spanish_zones{weighted_zone{"Europe/Madrid", 0.95},
                                   weighted_zone{"Atlantic/Canary", 0.05}};

const locale_names& australia() {
    static const locale_names names{{{0.82, detail::australian_names, 1.0},
                                     {0.06, detail::chinese_names, 0.6},
                                     {0.05, detail::indian_names, 0.1},
                                     {0.04, detail::italian_names, 0.8},
                                     {0.03, detail::vietnamese_names, 0.5}}};
    return names;
}

const locale_names& america() {
    static const locale_names names{{{0.77, detail::american_names, 1.0},
                                     {0.16, detail::hispanic_american_names, 0.4},
                                     {0.02, detail::chinese_names, 0.6},
                                     {0.02, detail::indian_names, 0.1},
                                     {0.02, detail::italian_names, 0.9},
                                     {0.01, detail::vietnamese_names, 0.5}}};
    return names;
}

const locale_names& britain() {
    static const locale_names names{{{0.92, detail::british_names, 1.0},
                                     {0.06, detail::indian_names, 0.1},
                                     {0.02, detail::chinese_names, 0.6}}};
    return names;
}

const locale_names& germany() {
    static const locale_names names{{{1.0, detail::german_names, 1.0}}};
    return names;
}

const locale_names& france() {
    static const locale_names names{{{1.0, detail::french_names, 1.0}}};
    return names;
}

const locale_names& spain() {
    static const locale_names names{{{1.0, detail::spanish_names, 1.0}}, true};
    return names;
}

const locale_names& italy() {
    static const locale_names names{{{1.0, detail::italian_names, 1.0}}};
    return names;
}

} // namespace

std::span<const locale_profile> locales() noexcept {
    static const std::array profiles{
        locale_profile{"de_DE", german_zones, "EUR", &germany()},
        locale_profile{"en_AU", australian_zones, "AUD", &australia()},
        locale_profile{"en_GB", british_zones, "GBP", &britain()},
        locale_profile{"en_US", american_zones, "USD", &america()},
        locale_profile{"es_ES", spanish_zones, "EUR", &spain()},
        locale_profile{"fr_FR", french_zones, "EUR", &france()},
        locale_profile{"it_IT", italian_zones, "EUR", &italy()},
    };
    return profiles;
}

const locale_profile& find_locale(std::string_view code) {
    std::vector<std::string_view> known;
    for (const locale_profile& profile : locales()) {
        if (profile.code == code) {
            return profile;
        }
        known.push_back(profile.code);
    }
    throw error(failure::usage,
                fmt::format("unknown locale '{}'; use one of {}", code, fmt::join(known, ", ")));
}

} // namespace seedbed
