#include "core/discovery/candidate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seedbed::discovery {

std::string refusal(const candidate& refused) {
    return fmt::format("plugin '{}' at {} is refused:\n  {}",
                       refused.manifest.name,
                       refused.path.string(),
                       fmt::join(refused.reasons, "\n  "));
}

} // namespace seedbed::discovery
