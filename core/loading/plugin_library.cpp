#include "core/loading/plugin_library.hpp"

#include "core/loading/crash_report.hpp"
#include "core/loading/library_file.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>

#include <boost/dll/shared_library.hpp>
#include <fmt/format.h>

#include <deque>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace seedbed::loading {
namespace {

std::string culprit(const expected_plugin& expected) {
    return fmt::format("plugin '{}' ({})", expected.name, expected.library.string());
}

[[noreturn]] void refuse(const expected_plugin& expected, std::string_view reason) {
    throw error(failure::plugin, fmt::format("{} is refused: {}", culprit(expected), reason));
}

void check_whole(const expected_plugin& expected) {
    std::error_code unreadable; // the loader says why
    const std::uint64_t size = std::filesystem::file_size(expected.library, unreadable);
    const std::uint64_t needed = bytes_needed(expected.library);
    if (!unreadable && size < needed)
        refuse(expected,
               fmt::format("its library was cut short: it has {} bytes of at least {}; install it "
                           "again",
                           size,
                           needed));
}

/// The loader's words, and the library that it misses where it misses one: "could not be opened"
/// beside the path of a file that is there has misled many.
std::string why_not_opened(const expected_plugin& expected, std::string_view loader) {
    const auto end = loader.find(": cannot open shared object file");
    const auto begin = loader.rfind(' ', end) + 1; // also where there is no blank
    const std::string_view missing =
        end == std::string_view::npos ? "" : loader.substr(begin, end - begin);
    const bool itself = loader.find(expected.library.string() + ": cannot open") != loader.npos;
    const bool needed = !missing.empty() && !itself;
    return fmt::format("its library cannot be opened: {}{}; {}",
                       loader,
                       needed ? fmt::format("\n  needed library not found: {}", missing) : "",
                       needed ? "install it, or build the plugin again"
                              : "build the plugin again, or install what it needs");
}

boost::dll::shared_library open(const expected_plugin& expected) {
    check_whole(expected);
    const crash_report in_case(
        culprit(expected), "while its library was being opened", failure::plugin);
    detail::call_error failed;
    std::optional<boost::dll::shared_library> library;
    const bool opened = detail::guarded(failed, [&] {
        library.emplace(boost::filesystem::path(expected.library.string()),
                        boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    });
    if (!opened)
        refuse(expected, why_not_opened(expected, failed.message));
    return std::move(*library);
}

/// Takes the handle away from every destructor.
const boost::dll::shared_library& keep_open(boost::dll::shared_library library) {
    static auto* const opened = new std::deque<boost::dll::shared_library>;
    return opened->emplace_back(std::move(library));
}

template <std::size_t Size>
std::string_view text_of(const char (&characters)[Size]) {
    const std::string_view all(characters, Size);
    return all.substr(0, all.find('\0'));
}

void check_drift(const expected_plugin& expected,
                 std::string_view field,
                 std::string_view manifest,
                 std::string_view library) {
    if (manifest != library)
        refuse(expected,
               fmt::format("manifest drift: the manifest says {} '{}', the library '{}'; install "
                           "both from the same build",
                           field,
                           manifest,
                           library));
}

const plugin_descriptor& read_descriptor(const expected_plugin& expected,
                                         const boost::dll::shared_library& library) {
    if (!library.has(descriptor_symbol))
        refuse(expected,
               fmt::format("its library exports no '{}'; write SEEDBED_PLUGIN(type) in one of its "
                           "source files",
                           descriptor_symbol));
    const auto& descriptor = library.get<const plugin_descriptor>(descriptor_symbol);
    if (text_of(descriptor.magic) != descriptor_magic)
        refuse(expected, "its descriptor does not begin with SEEDBED");
    if (descriptor.size < sizeof(plugin_descriptor))
        refuse(expected,
               fmt::format("its descriptor has {} bytes, this seedbed needs {}; rebuild the "
                           "plugin with this seedbed's SDK",
                           descriptor.size,
                           sizeof(plugin_descriptor)));
    if (text_of(descriptor.fingerprint) != SEEDBED_FINGERPRINT)
        refuse(expected,
               fmt::format("it was built for another seedbed\n  host:   {}\n  plugin: {}\n"
                           "rebuild the plugin with this seedbed's SDK",
                           SEEDBED_FINGERPRINT,
                           text_of(descriptor.fingerprint)));
    check_drift(expected, "name", expected.name, text_of(descriptor.name));
    check_drift(expected, "version", expected.version, text_of(descriptor.version));
    return descriptor;
}

} // namespace

class plugin_library::implementation {
public:
    explicit implementation(const expected_plugin& expected)
        : expected_(expected), descriptor_(read_descriptor(expected, keep_open(open(expected)))) {}

    plugin_ptr create(const plugin_context& context) const {
        detail::call_error failed;
        const crash_report in_case(culprit(expected_), "while it was created", failure::plugin);
        plugin* created = descriptor_.create(context, failed);
        if (!created)
            throw error(failed.kind == failure::seeding ? failure::plugin : failed.kind,
                        fmt::format("plugin '{}' cannot be created: {}",
                                    expected_.name,
                                    detail::describe(failed)));
        return {created, descriptor_.destroy};
    }

private:
    expected_plugin expected_;
    const plugin_descriptor& descriptor_;
};

plugin_library::plugin_library(const expected_plugin& expected)
    : implementation_(std::make_unique<implementation>(expected)) {}

plugin_library::~plugin_library() = default;
plugin_library::plugin_library(plugin_library&&) noexcept = default;
plugin_library& plugin_library::operator=(plugin_library&&) noexcept = default;

plugin_ptr plugin_library::create(const plugin_context& context) const {
    return implementation_->create(context);
}

} // namespace seedbed::loading
