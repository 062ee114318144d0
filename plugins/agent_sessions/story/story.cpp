#include "story.hpp"

#include "activity.hpp"
#include "artifacts.hpp"
#include "findings.hpp"
#include "narrator.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ohmycoins::agents {
namespace {

using std::chrono::microseconds;

/// No session takes longer.
constexpr std::chrono::hours longest_session{3};

const char* name_of(outcome how) {
    switch (how) {
    case outcome::completed:
        return "completed";
    case outcome::failed:
        return "failed";
    case outcome::cancelled:
        return "cancelled";
    case outcome::awaiting_approval:
        return "awaiting_approval";
    case outcome::running:
        return "running";
    }
    return "";
}

bool is_open(outcome how) {
    return how == outcome::running || how == outcome::awaiting_approval;
}

/// The first session is complete, so that there is always one to look at.
ending draw_ending(seedbed::random draws, std::uint64_t index) {
    static const std::array<outcome, 5> outcomes{outcome::completed,
                                                 outcome::failed,
                                                 outcome::cancelled,
                                                 outcome::awaiting_approval,
                                                 outcome::running};
    static const std::array<double, 5> weights{0.60, 0.15, 0.10, 0.05, 0.10};
    static const std::vector<stage> failing{
        stage::data_acquisition, stage::preparation, stage::modeling, stage::evaluation};
    static const std::vector<stage> cancelling{stage::business_understanding,
                                               stage::data_acquisition,
                                               stage::exploration,
                                               stage::modeling};
    static const std::vector<stage> waiting{stage::business_understanding, stage::modeling};
    static const std::vector<stage> running{stage::data_acquisition,
                                            stage::preparation,
                                            stage::exploration,
                                            stage::modeling,
                                            stage::evaluation};
    const outcome how = index == 0 ? outcome::completed : outcomes.at(draws.weighted(weights));
    switch (how) {
    case outcome::completed:
        break;
    case outcome::failed:
        return {how, draws.pick(failing)};
    case outcome::cancelled:
        return {how, draws.pick(cancelling)};
    case outcome::awaiting_approval:
        return {how, draws.pick(waiting)};
    case outcome::running:
        return {how, draws.pick(running)};
    }
    return {how, stage::deployment};
}

/// Open sessions began within the last hour: one that is open for longer looks stuck.
seedbed::timestamp draw_begin(seedbed::random draws,
                              outcome how,
                              const author& by,
                              const trading::price_board& board,
                              seedbed::timestamp as_of) {
    using std::chrono::minutes;
    if (is_open(how))
        return as_of - microseconds(draws.between(microseconds(minutes(8)).count(),
                                                  microseconds(minutes(50)).count()));
    const begin_window window = window_for(board, as_of);
    const seedbed::timestamp from = std::max(window.from, by.created_at);
    return trading::busy_moments(
               draws, 1, by.timezone, std::min(from, window.to - minutes(1)), window.to)
        .front();
}

/// Open sessions reach up to as-of; the others take what their steps take.
double pace_of(seedbed::random draws,
               outcome how,
               microseconds length,
               seedbed::timestamp begin,
               seedbed::timestamp as_of) {
    if (!is_open(how) || length.count() == 0)
        return 1;
    const auto since_begin = static_cast<double>((as_of - begin).count());
    return since_begin * draws.between(0.8, 0.99) / static_cast<double>(length.count());
}

void draw_language_model(seedbed::random draws, agent_session& out) {
    struct language_model {
        const char* provider;
        const char* name;
    };
    static const std::vector<language_model> known{{"openai", "gpt-4o"},
                                                   {"openai", "gpt-4o-mini"},
                                                   {"anthropic", "claude-3-5-sonnet-20241022"},
                                                   {"anthropic", "claude-3-5-haiku-20241022"},
                                                   {"google", "gemini-1.5-pro"},
                                                   {"google", "gemini-1.5-flash"}};
    if (draws.chance(0.3))
        return; // from before users could choose
    if (draws.chance(0.3)) {
        out.llm_provider = "system_default";
        return;
    }
    const language_model& drawn = draws.pick(known);
    out.llm_provider = drawn.provider;
    out.llm_model = drawn.name;
}

/// The event as the lab's screens take it, from the websocket and on reload.
std::string
envelope(const session_event& event, int sequence_id, const seedbed::timestamp& timestamp) {
    return fmt::format(
        R"({{"event_type":"{}","stage":"{}","timestamp":"{}","sequence_id":{},"payload":{}}})",
        event.type,
        agents::name_of(event.at_stage),
        timestamp.to_string(),
        sequence_id,
        event.payload);
}

class storyteller {
public:
    storyteller(const ending& end, seedbed::timestamp begin, double pace)
        : end_(end), begin_(begin), pace_(pace) {}

    seedbed::timestamp at(microseconds offset) const {
        return begin_ +
               microseconds(static_cast<std::int64_t>(static_cast<double>(offset.count()) * pace_));
    }

    void add_messages(const narration& told, session_story& out) const {
        if (told.events.size() > most_messages)
            throw seedbed::error(seedbed::failure::plugin,
                                 fmt::format("a session of {} messages; there is room for {}",
                                             told.events.size(),
                                             most_messages));
        for (const session_event& event : told.events) {
            const int number = static_cast<int>(out.messages.size()) + 1;
            agent_session_message& message = out.messages.emplace_back();
            message.role = event.role;
            message.content = event.content;
            message.agent_name = event.agent;
            message.created_at = at(event.at);
            message.metadata_json = envelope(event, number, message.created_at);
            message.sequence_id = number;
            message.event_type = std::string(event.type);
            message.stage = std::string(agents::name_of(event.at_stage));
        }
    }

    void add_artifacts(std::vector<artifact_file> made,
                       const narration& told,
                       session_story& out) const {
        microseconds written = told.artifacts_from;
        for (artifact_file& file : made) {
            written += std::chrono::milliseconds(400);
            agent_artifact& artifact = out.artifacts.emplace_back();
            artifact.artifact_type = file.type;
            artifact.name = file.name;
            artifact.description = file.description;
            artifact.file_path = file.name;
            artifact.mime_type = file.mime_type;
            artifact.size_bytes = static_cast<int>(file.bytes.size());
            artifact.metadata_json = file.metadata_json;
            artifact.created_at = at(written);
            out.files.push_back(std::move(file.bytes));
        }
    }

    void end(const assignment& task, const narration& told, agent_session& out) const {
        out.user_goal = task.goal;
        out.status = name_of(end_.how);
        out.created_at = begin_;
        out.updated_at = at(told.events.back().at);
        if (end_.how == outcome::completed) {
            out.completed_at = out.updated_at;
            out.result_summary = told.result_summary;
        }
        if (end_.how == outcome::failed)
            out.error_message = told.error_message;
    }

private:
    ending end_;
    seedbed::timestamp begin_;
    double pace_;
};

} // namespace

begin_window window_for(const trading::price_board& board, seedbed::timestamp as_of) {
    using namespace std::chrono;
    if (board.empty())
        throw seedbed::error(seedbed::failure::seeding,
                             "there are no prices, which agent sessions are about: table "
                             "price_data_5min has none of the days before " +
                                 as_of.to_string());
    const auto half = (as_of - board.begin()) / 2;
    const seedbed::timestamp enough =
        board.begin() + std::min<seedbed::timestamp::duration>(half, days(2));
    const seedbed::timestamp from = std::max(enough, as_of - days(30));
    return {.from = from, .to = std::max(as_of - longest_session, from + hours(1))};
}

session_story tell_story(std::uint64_t index,
                         const seedbed::random& draws,
                         const author& by,
                         const trading::price_board& board,
                         seedbed::timestamp as_of,
                         telling how_much) {
    const bool whole = how_much == telling::whole;
    const ending end = draw_ending(draws.lane("ending"), index);
    const seedbed::timestamp begin = draw_begin(draws.lane("begin"), end.how, by, board, as_of);
    const assignment task =
        draw_assignment(draws.lane("assignment"), board, begin, by.risk_tolerance);
    const findings found = find_out(task, board, begin, whole);
    const narration spoken = narrator(task, found, end, draws.lane("dialogue"), whole).tell();
    const storyteller teller(
        end, begin, pace_of(draws.lane("pace"), end.how, spoken.events.back().at, begin, as_of));
    session_story out;
    teller.end(task, spoken, out.session);
    draw_language_model(draws.lane("language model"), out.session);
    if (!whole)
        return out;
    teller.add_messages(spoken, out);
    if (end.how == outcome::completed)
        teller.add_artifacts(make_artifacts(task, found, spoken), spoken, out);
    return out;
}

} // namespace ohmycoins::agents
