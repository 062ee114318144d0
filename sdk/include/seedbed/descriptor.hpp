#pragma once

#include <seedbed/detail/boundary.hpp>
#include <seedbed/detail/fingerprint.hpp>
#include <seedbed/plugin.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace seedbed {

/// What the host reads first from a plugin's library: plain data without pointers to data, which
/// says whether the rest may be touched. It grows at the end only; a reader checks `size`.
struct plugin_descriptor {
    char magic[8];         // "SEEDBED" and a zero
    std::uint32_t size;    // sizeof(plugin_descriptor) of the SDK that built the plugin
    std::uint32_t sdk_abi; // SEEDBED_SDK_ABI
    char fingerprint[256]; // SEEDBED_FINGERPRINT
    char name[64];         // as in the manifest
    char version[32];      // as in the manifest

    /// Creates the plugin; null, and `error` filled, when it cannot. `context` outlives it.
    plugin* (*create)(const plugin_context& context, detail::call_error& error) noexcept;
    /// Destroys what create made: the plugin deletes what the plugin allocated.
    void (*destroy)(plugin* plugin) noexcept;
};

static_assert(std::is_trivially_copyable_v<plugin_descriptor>);

inline constexpr char descriptor_magic[8] = "SEEDBED";

/// The name of the one symbol that a plugin's library exports.
inline constexpr const char* descriptor_symbol = "seedbed_plugin_descriptor";

namespace detail {

template <class Plugin>
plugin* create_plugin(const plugin_context& context, call_error& error) noexcept {
    plugin* created = nullptr;
    guarded(error, [&] { created = new Plugin(context); });
    return created;
}

inline void destroy_plugin(plugin* plugin) noexcept {
    delete plugin;
}

template <std::size_t Size>
constexpr void copy_text(char (&target)[Size], std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        target[i] = text.at(i);
    target[text.size()] = '\0'; // too long a text does not compile
}

template <class Plugin>
constexpr plugin_descriptor describe(std::string_view name, std::string_view version) {
    plugin_descriptor descriptor{};
    copy_text(descriptor.magic, std::string_view(descriptor_magic));
    descriptor.size = sizeof(plugin_descriptor);
    descriptor.sdk_abi = SEEDBED_SDK_ABI;
    copy_text(descriptor.fingerprint, SEEDBED_FINGERPRINT);
    copy_text(descriptor.name, name);
    copy_text(descriptor.version, version);
    descriptor.create = create_plugin<Plugin>;
    descriptor.destroy = destroy_plugin;
    return descriptor;
}

} // namespace detail
} // namespace seedbed

/// Makes `type` this library's plugin: once, at global scope. The build defines name and version
/// from the manifest. `type` has a constructor from `const seedbed::plugin_context&`.
#define SEEDBED_PLUGIN(type)                                                                       \
    extern "C" __attribute__((visibility("default")))                                              \
    const seedbed::plugin_descriptor seedbed_plugin_descriptor;                                    \
    constexpr seedbed::plugin_descriptor seedbed_plugin_descriptor =                               \
        seedbed::detail::describe<type>(SEEDBED_PLUGIN_NAME, SEEDBED_PLUGIN_VERSION)
