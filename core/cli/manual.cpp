#include "core/cli/manual.hpp"

#include "core/cli/command_line.hpp"
#include "core/cli/fixture_options.hpp"

#include <fmt/format.h>

#include <sstream>

namespace seedbed::cli {
namespace {

/// No character of the text is taken for one of roff's.
std::string plain(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        if (letter == '\\')
            escaped += "\\e";
        else if (letter == '-')
            escaped += "\\-";
        else
            escaped += letter;
    }
    const bool looks_like_macro = escaped.starts_with('.') || escaped.starts_with('\'');
    return looks_like_macro ? "\\&" + escaped : escaped;
}

std::string section(std::string_view title) {
    return fmt::format(".SH {}\n", title);
}

/// As it stands, line by line.
std::string verbatim(const std::string& text) {
    std::string block = ".nf\n";
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        block += plain(line) + "\n";
    return block + ".fi\n";
}

std::string entry(std::string_view term, std::string_view meaning) {
    return fmt::format(".TP\n\\fB{}\\fR\n{}\n", plain(term), plain(meaning));
}

} // namespace

std::string manual_page(const program& program) {
    std::string page =
        ".TH SEEDBED 1 \"\" \"seedbed " SEEDBED_VERSION "\" \"User Commands\"\n.ad l\n";
    page += section("NAME");
    page += "seedbed \\- fills a PostgreSQL database with data people can believe\n";
    page += section("SYNOPSIS") + verbatim(usage_lines());
    page += section("OPTIONS");
    page += "Those of the plugins are of the ones that come with seedbed; seedbed \\-\\-help has "
            "those of every plugin that is installed.\n";
    std::vector<option_group> groups = program.groups;
    groups.push_back(fixture_option_group());
    for (const option_group& group : groups) {
        page += fmt::format(".SS \"{}\"\n", plain(group.title));
        for (const discovery::option& option : group.options)
            page += entry(option_term(option), option_meaning(option));
    }
    page += section("ENVIRONMENT");
    for (const discovery::candidate& candidate : program.plugins.candidates)
        for (const auto& variable : candidate.manifest.environment)
            page += entry(variable.name, candidate.manifest.name + ": " + variable.description);
    page += section("FILES");
    page += entry("~/.config/seedbed/seedbed.toml", "options, one a line, without the dashes");
    page += entry("../lib/seedbed/plugins", "plugins, seen from the executable");
    page += section("\"EXIT STATUS\"") + verbatim(exit_code_lines());
    return page + section("\"SEE ALSO\"") + "\\fBseedbed\\-manifest\\fR(5), \\fBpsql\\fR(1)\n";
}

} // namespace seedbed::cli
