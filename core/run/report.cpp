#include "core/run/report.hpp"

namespace seedbed::run {

const char* name_of(plugin_status status) {
    switch (status) {
    case plugin_status::done:
        return "ok";
    case plugin_status::planned:
        return "planned";
    case plugin_status::failed:
        return "failed";
    case plugin_status::skipped:
        return "skipped";
    case plugin_status::rolled_back:
        return "rolled back";
    case plugin_status::not_reached:
        return "not reached";
    case plugin_status::not_run:
        return "not run";
    }
    return "";
}

const char* name_of(source_outcome outcome) {
    switch (outcome) {
    case source_outcome::complete:
        return "complete";
    case source_outcome::partial:
        return "partial";
    case source_outcome::unavailable:
        return "unavailable";
    case source_outcome::refused:
        return "refused";
    case source_outcome::unconfigured:
        return "unconfigured";
    case source_outcome::malformed:
        return "malformed";
    case source_outcome::skipped:
        return "skipped";
    }
    return "";
}

} // namespace seedbed::run
