#pragma once

#include <string>
#include <vector>

namespace seedbed::conformance {

enum class verdict {
    passed,
    failed,
    not_judged, ///< it does not apply to this plugin, or what it builds on failed
};

/// What came of one of the rules that a plugin has to keep.
struct finding {
    std::string rule; ///< "rerun", "fault.status-503"
    conformance::verdict verdict = verdict::passed;
    std::string detail; ///< what was seen; for a failure also what to do
};

inline const char* name_of(verdict verdict) {
    switch (verdict) {
    case verdict::passed:
        return "ok";
    case verdict::failed:
        return "failed";
    case verdict::not_judged:
        return "not judged";
    }
    return "";
}

inline finding pass(std::string rule, std::string detail) {
    return {std::move(rule), verdict::passed, std::move(detail)};
}
inline finding fail(std::string rule, std::string detail) {
    return {std::move(rule), verdict::failed, std::move(detail)};
}
inline finding leave_out(std::string rule, std::string why) {
    return {std::move(rule), verdict::not_judged, std::move(why)};
}

} // namespace seedbed::conformance
