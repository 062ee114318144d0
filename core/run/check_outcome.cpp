#include "core/run/check_outcome.hpp"

namespace seedbed::run {

const char* name_of(check_status status) {
    switch (status) {
    case check_status::ok:
        return "ok";
    case check_status::violated:
        return "violated";
    case check_status::not_judged:
        return "not_judged";
    case check_status::failed:
        return "failed";
    }
    return "";
}

const char* name_of(check_cost cost) {
    return cost == check_cost::cheap ? "cheap" : "costly";
}

bool is_bad(const check_outcome& outcome) {
    return outcome.status == check_status::violated || outcome.status == check_status::failed;
}

} // namespace seedbed::run
