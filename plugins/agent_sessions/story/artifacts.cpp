#include "artifacts.hpp"

#include "figures.hpp"
#include "picture.hpp"
#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace ohmycoins::agents {
namespace {

std::string model_json(const assignment& task, const findings& found, const narration& told) {
    std::string trials;
    for (const trial& each : found.trials)
        trials += fmt::format("{}\n    {{\"label\": {}, \"metrics\": {}}}",
                              trials.empty() ? "" : ",",
                              quoted(each.tried->label),
                              metrics_of(each.figures));
    return fmt::format("{{\n  \"coin\": {},\n  \"configuration\": {},\n"
                       "  \"execution_frequency\": {},\n  \"initial_capital\": {},\n"
                       "  \"trained_on\": {{\"from\": \"{}\", \"until\": \"{}\"}},\n"
                       "  \"tested_on\": {{\"from\": \"{}\", \"to\": \"{}\"}},\n"
                       "  \"metrics\": {},\n  \"trials\": [{}\n  ],\n"
                       "  \"mlflow_run_id\": \"{}\"\n}}\n",
                       quoted(task.coin),
                       found.choice().configuration,
                       std::chrono::seconds(task.step).count(),
                       task.capital.to_string(),
                       found.prices.first.to_string(),
                       found.split.to_string(),
                       found.split.to_string(),
                       found.prices.last.to_string(),
                       metrics_of(found.outcome.figures),
                       trials,
                       told.mlflow_run_id);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char each : text) {
        switch (each) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += each;
        }
    }
    return out;
}

/// A markdown table, its first row the heading, as HTML.
std::string html_table(std::string_view markdown) {
    std::string out = "<table>\n";
    for (std::size_t line = 0; !markdown.empty(); ++line) {
        std::string_view row = markdown.substr(0, markdown.find('\n'));
        markdown.remove_prefix(row.size() + 1);
        if (line == 1)
            continue; // |---|---|
        const char* cell = line == 0 ? "th" : "td";
        out += "<tr>";
        row.remove_prefix(2);
        while (!row.empty()) {
            const std::string_view text = row.substr(0, row.find(" |"));
            out += fmt::format("<{0}>{1}</{0}>", cell, escaped(text));
            row.remove_prefix(std::min(row.size(), text.size() + 3));
        }
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

std::string report_html(const assignment& task, const findings& found, const narration& told) {
    const std::string title = capitalized(fmt::format("{} on {}", task.strategy, task.coin));
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<title>{0}</title>\n<style>\nbody {{ font: 16px/1.5 sans-serif; max-width: 46em; "
        "margin: 2em auto; padding: 0 1em; }}\ntable {{ border-collapse: collapse; }}\n"
        "th, td {{ border-bottom: 1px solid #ccc; padding: 0.2em 1em 0.2em 0; "
        "text-align: left; }}\nimg {{ max-width: 100%; }}\n</style>\n</head>\n<body>\n"
        "<h1>{0}</h1>\n<p><em>{1}</em></p>\n<p>{2}</p>\n<h2>Prices</h2>\n{3}"
        "<h2>Settings tried until {4}</h2>\n{5}<h2>From then on</h2>\n{6}"
        "<p><img alt=\"Equity of the strategy (blue) and of buy and hold (orange)\" "
        "src=\"data:image/png;base64,{7}\"></p>\n</body>\n</html>\n",
        escaped(title),
        escaped(task.goal),
        escaped(told.result_summary),
        html_table(summary_table(found.prices)),
        moment(found.split),
        html_table(trials_table(found)),
        html_table(comparison_table(found)),
        base64(told.picture));
}

} // namespace

std::vector<artifact_file>
make_artifacts(const assignment& task, const findings& found, const narration& told) {
    const std::string stem = task.kind + "_" + task.coin;
    const std::string about =
        fmt::format(R"("coin":{},"strategy":"{}")", quoted(task.coin), task.kind);
    const std::string run =
        fmt::format(R"({{{},"mlflow_run_id":"{}"}})", about, told.mlflow_run_id);
    return {
        {.type = "model",
         .name = stem + "_model.json",
         .description = fmt::format("{} {} with its figures", task.strategy, found.choice().label),
         .mime_type = "application/json",
         .bytes = model_json(task, found, told),
         .metadata_json = run},
        {.type = "plot",
         .name = stem + "_equity.png",
         .description = "Equity of the strategy (blue) and of buy and hold (orange)",
         .mime_type = "image/png",
         .bytes = told.picture,
         .metadata_json =
             fmt::format(R"({{{},"width":{},"height":{}}})", about, picture_width, picture_height)},
        {.type = "report",
         .name = stem + "_report.html",
         .description = fmt::format("What was found out about {}", task.coin),
         .mime_type = "text/html",
         .bytes = report_html(task, found, told),
         .metadata_json = run},
        {.type = "code",
         .name = stem + ".py",
         .description = fmt::format("The {} as a function of prices", task.strategy),
         .mime_type = "text/x-python",
         .bytes = python_source(task, found.choice()),
         .metadata_json = run}};
}

} // namespace ohmycoins::agents
