#include <seedbed/error.hpp>
#include <seedbed/row_source.hpp>

#include <boost/core/demangle.hpp>
#include <fmt/format.h>

namespace seedbed {

row_source_base::~row_source_base() = default;

void model_directory::add(std::string_view name, const row_source_base& source) {
    if (!sources_.emplace(name, &source).second)
        throw error(
            failure::plugin,
            fmt::format("model '{}' is brought by two plugins; a model belongs to one", name));
}

const row_source_base& model_directory::find(std::string_view name) const {
    const auto found = sources_.find(name);
    if (found == sources_.end())
        throw error(failure::plugin,
                    fmt::format("no plugin of this run brings model '{}'; declare its plugin "
                                "under \"depends\" in the manifest",
                                name));
    return *found->second;
}

void model_directory::share(std::string_view type, void* object) {
    if (!shared_.emplace(type, object).second)
        throw error(failure::plugin,
                    fmt::format("{} is shared by two plugins; it belongs to one",
                                boost::core::demangle(std::string(type).c_str())));
}

void* model_directory::find_shared(std::string_view type) const {
    const auto found = shared_.find(type);
    if (found == shared_.end())
        throw error(failure::plugin,
                    fmt::format("no plugin of this run shares {}; declare the one that does "
                                "under \"depends\" in the manifest",
                                boost::core::demangle(std::string(type).c_str())));
    return found->second;
}

} // namespace seedbed
