#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ohmycoins::agents {

/// The stages of a session, in their order.
enum class stage {
    business_understanding,
    data_acquisition,
    preparation,
    exploration,
    modeling,
    evaluation,
    deployment,
};

inline constexpr std::array<std::string_view, 7> stage_names{"BUSINESS_UNDERSTANDING",
                                                             "DATA_ACQUISITION",
                                                             "PREPARATION",
                                                             "EXPLORATION",
                                                             "MODELING",
                                                             "EVALUATION",
                                                             "DEPLOYMENT"};

inline constexpr std::string_view name_of(stage which) {
    return stage_names.at(static_cast<std::size_t>(which));
}

/// The runner's node that works on a stage, as the application's stage map has it.
inline constexpr std::string_view agent_of(stage which) {
    constexpr std::array<std::string_view, 7> agents{"reason",
                                                     "retrieve_data",
                                                     "validate_data",
                                                     "analyze_data",
                                                     "train_model",
                                                     "evaluate_model",
                                                     "generate_report"};
    return agents.at(static_cast<std::size_t>(which));
}

} // namespace ohmycoins::agents
