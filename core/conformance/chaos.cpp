#include "core/conformance/chaos.hpp"

#include "core/conformance/skipping_time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <random>
#include <utility>

namespace seedbed::conformance {
namespace {

constexpr std::chrono::seconds longest_trial{120};
constexpr std::size_t flood = 100; // requests for one address

/// A key that no text has by chance, with characters that addresses and JSON write otherwise.
std::string made_up_secret() {
    std::random_device random;
    return fmt::format("canary/{:08x}+{:08x}", random(), random());
}

changes with_secrets(const subject& subject, const std::string& secret) {
    changes made;
    for (const discovery::environment_variable& variable : subject.plugin.manifest.environment)
        if (variable.secret)
            made.variables[variable.name] = secret;
    return made;
}

std::vector<std::string> difference(const std::vector<std::string>& rows,
                                    const std::vector<std::string>& others) {
    std::vector<std::string> unlike;
    std::ranges::set_difference(rows, others, std::back_inserter(unlike));
    return unlike;
}

bool is_success(source_outcome outcome) {
    return outcome == source_outcome::complete || outcome == source_outcome::partial;
}

std::string described(const collected& result) {
    return fmt::format("{} ({} records, {} rejected): {}",
                       run::name_of(result.outcome),
                       result.records,
                       result.rejected,
                       http::excerpt(result.detail, 160));
}

} // namespace

chaos::chaos(bench& bench, const description& plugin, const finding_listener& tell)
    : bench_(bench), plugin_(plugin), tell_(tell), name_(bench.subject().name()),
      secret_(made_up_secret()), redaction_({secret_}),
      secrets_(with_secrets(bench.subject(), secret_)), database_(bench.subject().server),
      stalled_database_(bench.subject().server), stage_(bench.loop(), bench.subject(), redaction_),
      stalled_stage_(bench.loop(), bench.subject(), redaction_) {}

void chaos::judge() {
    if (!play_good_answers())
        return;
    // The one fault whose wait nothing shortens runs beside the others.
    stalled_stage_.play([](const good_answer&, const asked& request) {
        const bool stalls = request.document == 0 && request.time == 1;
        return stalls ? std::optional(
                            loopback::answer{{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"},
                                             {},
                                             loopback::ending::held})
                      : std::nullopt;
    });
    trial_request waiting = request(stalled_stage_, stalled_stage_.leading_here());
    waiting.run.conninfo = stalled_database_.conninfo();
    running_trial stalled(bench_.loop(), std::move(waiting));
    judge_faults();
    judge_stall(stalled);
}

void chaos::judge_faults() {
    judge_all(wire_faults());
    judge_unreachable();
    judge_all(document_faults(secret_));
    judge_all(record_faults(stage_.first_document()));
    if (stage_.known_documents() > 1)
        judge_all(late_faults());
    if (hung_)
        return tell_(leave_out("fault.others", "a source that hangs is not kept waiting again"));
    judge_standing_rows();
    judge_interrupt();
}

void chaos::judge_stall(running_trial& stalled) {
    const fault stall{.id = "stall",
                      .what = "falls silent behind a header, then answers as it should",
                      .reach = reach::first_time,
                      .expected = expectation::same,
                      .spoil = {}};
    const trial result = stalled.finish();
    bench_.throw_if_stopped();
    const rows after = stalled_database_.rows(plugin_.tables);
    before_.clear();
    std::string problem = general_problem(result, after);
    if (problem.empty())
        problem = unexpected(stall, result, after);
    tell_by_id(stall.id, stall.what, problem);
    tell_gathered();
}

bool chaos::play_good_answers() {
    stage_.play({});
    const trial result = bench_.run(request(stage_, stage_.leading_here()));
    good_ = database_.rows(plugin_.tables);
    std::string problem = result.problem();
    if (problem.empty())
        problem = leak(result);
    const auto& collection =
        problem.empty() ? result.of(name_).collection : std::optional<collected>();
    if (problem.empty() && !stage_.strangers().empty())
        problem = fmt::format("it asks for {}, which is not in the recording, or where no option "
                              "has an address",
                              fmt::join(stage_.strangers(), ", "));
    else if (problem.empty() && stage_.requests().empty())
        problem = "it asks for nothing, so that nothing can be spoilt; ask with the http::client "
                  "that collect is given. It is " +
                  described(*collection);
    else if (problem.empty() && collection->outcome != source_outcome::complete)
        problem = described(*collection);
    else if (problem.empty() && good_.empty())
        problem = "it writes no row: it is " + described(*collection);
    stage_.remember_documents();
    if (!problem.empty()) {
        tell_(fail("fault.none", "from the recording's answers: " + problem));
        return false;
    }
    tell_(pass("fault.none",
               fmt::format("from the recording's answers, over the wire: {} rows", good_.size())));
    return true;
}

trial_request chaos::request(stage& stage, const changes& where) const {
    changes all = where;
    all.variables = secrets_.variables;
    trial_request made = bench_.request(database_.conninfo(), all);
    made.run.http = {.user_agent = bench_.subject().user_agent,
                     .secrets = {secret_},
                     .proxies = {.all = stage.url(), .none = "127.0.0.1"},
                     .network = http::network_use::live,
                     .time = std::make_shared<skipping_time>()};
    made.deadline = longest_trial;
    return made;
}

trial chaos::run(const fault& fault) {
    stage_.play(
        [&](const good_answer& good, const asked& request) { return apply(fault, good, request); });
    return bench_.run(request(stage_, stage_.leading_here()));
}

void chaos::judge_all(const std::vector<fault>& faults) {
    for (const fault& each : faults) {
        if (hung_)
            break;
        database_.empty(plugin_.tables);
        before_.clear();
        tell_by_id(each.id, each.what, problem_of(each, run(each)));
        if (each.reach != reach::first_document) // of those, several trials have one id
            tell_gathered();
    }
    tell_gathered();
}

/// What fails before a request is sent.
void chaos::judge_unreachable() {
    if (hung_)
        return;
    constexpr std::uint16_t nobody = 1;
    const fault closed{.id = "no-connection",
                       .what = "is not there",
                       .expected = expectation::unavailable,
                       .spoil = {}};
    const fault no_tls{.id = "no-tls",
                       .what = "does not speak TLS where it should",
                       .expected = expectation::nothing,
                       .spoil = {}};
    database_.empty(plugin_.tables);
    before_.clear();
    stage_.play({});
    trial result = bench_.run(request(stage_, stage_.leading_here("http", nobody)));
    tell_by_id(closed.id, closed.what, problem_of(closed, result));
    result = bench_.run(request(stage_, stage_.leading_here("https")));
    tell_by_id(no_tls.id, no_tls.what, problem_of(no_tls, result));
    tell_gathered();
}

/// What an earlier run stored stays as it is when a later one gives nothing.
void chaos::judge_standing_rows() {
    database_.empty(plugin_.tables);
    stage_.play({});
    bench_.run(request(stage_, stage_.leading_here()));
    before_ = database_.rows(plugin_.tables);
    for (const char* id : {"status-503", "status-403", "cut-body"}) {
        const std::vector<fault> all = wire_faults();
        const auto found = std::ranges::find(all, id, &fault::id);
        const std::string problem = problem_of(*found, run(*found));
        tell_by_id("standing-rows", "fails when rows of an earlier run stand there", problem);
    }
    tell_gathered();
}

/// SIGINT while the server keeps it waiting.
void chaos::judge_interrupt() {
    database_.empty(plugin_.tables);
    std::optional<running_trial> running;
    stage_.play([&](const good_answer&, const asked&) {
        running->interrupt();
        return loopback::answer{{""}, {}, loopback::ending::held};
    });
    running.emplace(bench_.loop(), request(stage_, stage_.leading_here()));
    const trial result = running->finish();
    running.reset();
    bench_.throw_if_stopped();
    std::string problem = result.trouble;
    if (problem.empty() && result.thrown_kind != static_cast<int>(failure::interrupted))
        problem = "the run goes on: " + result.problem();
    if (problem.empty() && !database_.rows(plugin_.tables).empty())
        problem = "it leaves rows";
    tell_by_id("interrupt", "keeps the source waiting when the user interrupts", problem);
    tell_gathered();
}

std::string chaos::problem_of(const fault& fault, const trial& result) {
    hung_ = hung_ || result.hung;
    const rows after = database_.rows(plugin_.tables);
    std::string problem = too_many_requests(fault);
    if (problem.empty())
        problem = general_problem(result, after);
    if (problem.empty())
        problem = unexpected(fault, result, after);
    return problem.empty() ? problem : fmt::format("when the server {}, {}", fault.what, problem);
}

/// What no fault may do.
std::string chaos::general_problem(const trial& result, const rows& after) const {
    if (!result.trouble.empty())
        return result.trouble;
    if (const std::string leaked = leak(result); !leaked.empty())
        return leaked;
    if (!result.thrown.empty() || !result.committed)
        return "the run fails with it: " + result.problem();
    const auto& collection = result.of(name_).collection;
    if (!collection)
        return "it tells no outcome";
    if (!is_success(collection->outcome) && after != before_)
        return fmt::format("it is {}, and its rows changed: it stored {}, such as {}",
                           run::name_of(collection->outcome),
                           difference(after, before_).size(),
                           difference(after, before_).empty()
                               ? ""
                               : http::excerpt(difference(after, before_).front(), 120));
    if (!is_success(collection->outcome) && collection->detail.empty())
        return fmt::format("it is {} and does not say why", run::name_of(collection->outcome));
    return {};
}

std::string chaos::unexpected(const fault& fault, const trial& result, const rows& after) const {
    const collected& collection = *result.of(name_).collection;
    const bool success = is_success(collection.outcome);
    const std::size_t new_rows = difference(after, good_).size();
    const std::size_t missing = difference(good_, after).size();
    const auto wanted = [&](source_outcome outcome) {
        return collection.outcome == outcome ? std::string()
                                             : fmt::format("it should be {}, and it is {}",
                                                           run::name_of(outcome),
                                                           described(collection));
    };
    switch (fault.expected) {
    case expectation::same:
        if (collection.outcome != source_outcome::complete)
            return wanted(source_outcome::complete);
        return after == good_
                   ? ""
                   : fmt::format("it stores other rows: {} new, {} missing", new_rows, missing);
    case expectation::unavailable:
        return wanted(source_outcome::unavailable);
    case expectation::refused:
        return wanted(source_outcome::refused);
    case expectation::malformed:
        return wanted(source_outcome::malformed);
    case expectation::nothing:
        return success || collection.outcome == source_outcome::skipped
                   ? "it takes that for an answer: it is " + described(collection)
                   : "";
    case expectation::one_row:
    case expectation::one_row_or_document: {
        const bool document_may_go = fault.expected == expectation::one_row_or_document &&
                                     collection.outcome != source_outcome::complete;
        return new_rows > 1 || (missing > 1 && !document_may_go)
                   ? fmt::format("more than one row differs: {} new, {} missing; it is {}",
                                 new_rows,
                                 missing,
                                 described(collection))
                   : "";
    }
    case expectation::told:
        return success && new_rows == 0 && collection.outcome == source_outcome::complete &&
                       collection.rejected == 0
                   ? "it says nothing of it: it is " + described(collection)
                   : "";
    case expectation::some:
        if (after.size() > good_.size())
            return fmt::format("it stores {} rows that good answers do not give", new_rows);
        return collection.outcome == source_outcome::complete && after != good_
                   ? fmt::format("{} rows are missing or otherwise, and it is {}",
                                 missing,
                                 described(collection))
                   : "";
    }
    return {};
}

std::string chaos::too_many_requests(const fault& fault) const {
    for (const auto& [address, count] : stage_.requests())
        if (count > std::max<std::size_t>(fault.most_requests, 1))
            return fmt::format("it asks {} times for {}; {} at most",
                               count,
                               http::excerpt(address, 80),
                               fault.most_requests);
    return {};
}

std::string chaos::leak(const trial& result) const {
    if (redaction_.finds_any(result.everything_said()))
        return "a secret is in what is printed";
    return redaction_.finds_any(database_.all_text()) ? "a secret is in the database" : "";
}

/// Trials of one id make one finding.
void chaos::tell_by_id(const std::string& id, const std::string& what, const std::string& problem) {
    auto [found, is_new] = gathered_.try_emplace(id, gathered{.what = what, .problem = {}});
    if (is_new)
        order_.push_back(id);
    ++found->second.trials;
    if (found->second.problem.empty())
        found->second.problem = problem;
}

void chaos::tell_gathered() {
    for (const std::string& id : order_) {
        const gathered& each = gathered_.at(id);
        const std::string rule = "fault." + id;
        const std::string what =
            each.trials == 1
                ? "the server " + each.what
                : fmt::format("the server {}, and the like ({} trials)", each.what, each.trials);
        tell_(each.problem.empty() ? pass(rule, what) : fail(rule, each.problem));
    }
    order_.clear();
    gathered_.clear();
}

} // namespace seedbed::conformance
