#pragma once

#include <span>
#include <string_view>

namespace seedbed::scaffold {

/// One file of core/scaffold/templates, as the build embeds it. Path and text have @words@ in them.
struct template_file {
    std::string_view path; ///< "model/@model@.hpp": the kind, then the path in the new folder
    std::string_view text;
};

std::span<const template_file> templates();

} // namespace seedbed::scaffold
