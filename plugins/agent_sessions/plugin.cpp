#include "agent_artifact-odb.hpp"
#include "agent_session-odb.hpp"
#include "agent_session_message-odb.hpp"
#include "artifact_files.hpp"
#include "authors.hpp"
#include "checks.hpp"
#include "part_source.hpp"
#include "price_feed.hpp"
#include "session_coherence.hpp"
#include "standing_sessions.hpp"
#include "story/artifacts.hpp"
#include "story/story.hpp"
#include "transaction_outcome.hpp"
#include "user.hpp"

#include <seedbed/bulk_writer.hpp>
#include <seedbed/descriptor.hpp>
#include <seedbed/detail/row_batches.hpp>
#include <seedbed/existing_rows.hpp>
#include <seedbed/row_context.hpp>
#include <seedbed/row_key.hpp>

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ohmycoins {
namespace {

using agents::session_story;

constexpr std::uint32_t generator_version = 1;
constexpr std::chrono::days board_span{45}; // begin within 30 days, and look back 14

/// What is missing of some sessions.
struct missing_rows {
    std::vector<agent_session> sessions;
    std::vector<agent_session_message> messages;
    std::vector<agent_artifact> artifacts;
    std::vector<std::string> files; // of the artifacts
};

/// Agent sessions, each with its messages and artifacts. A session is the unit that is made: all
/// three tables' rows come from one story.
class agent_sessions final : public seedbed::plugin, public seedbed::row_source<agent_session> {
public:
    explicit agent_sessions(const seedbed::plugin_context& context)
        : context_(context),
          key_(seedbed::derive_key(context.run().seed, "agent_session", generator_version)),
          keys_(context.run().seed, "agent_session"),
          messages_(context.run().seed,
                    rows(),
                    agents::most_messages,
                    [this](std::uint64_t index) { return make_story(index).messages; }),
          artifacts_(context.run().seed,
                     rows(),
                     agents::most_artifacts,
                     [this](std::uint64_t index) { return make_story(index).artifacts; }),
          prices_(context, board_span) {
        if (const std::string& directory = context.options().text("artifacts-dir");
            !directory.empty())
            files_.emplace(directory);
        context.models().add<agent_session>(*this);
        context.models().add<agent_session_message>(messages_);
        context.models().add<agent_artifact>(artifacts_);
    }

    ~agent_sessions() override {
        if (files_ && transaction_ && transaction_->committed())
            files_->keep();
    }

    std::vector<const seedbed::mapped_table*> tables() const override {
        return {&seedbed::model_traits<agent_session>::table(),
                &seedbed::model_traits<agent_session_message>::table(),
                &seedbed::model_traits<agent_artifact>::table()};
    }

    /// None where nobody could have begun one, unless they were asked for: then that is an error.
    std::uint64_t rows() const override {
        const bool nobody = context_.models().get<user>().rows() == 0;
        return nobody && !context_.options().given("agent-sessions")
                   ? 0
                   : static_cast<std::uint64_t>(context_.options().integer("agent-sessions"));
    }

    seedbed::uuid row_key(std::uint64_t index) const override { return keys_.at(index); }

    std::optional<std::uint64_t> row_index(const seedbed::uuid& key) const override {
        const auto index = keys_.index_of(key);
        return index && *index < rows() ? index : std::nullopt;
    }

    agent_session make_row(std::uint64_t index) const override {
        return make_story(index, agents::telling::session_only).session;
    }

    /// How long sessions are depends on prices that may not be written yet.
    seedbed::inspection inspect(const seedbed::session& session) override {
        constexpr std::uint64_t typical_rows = 42; // a session's, with its messages and artifacts
        read_existing(session);
        const std::uint64_t missing = rows() - present_sessions_.count();
        return {.present = present(), .missing = missing * typical_rows, .estimated = missing > 0};
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        if (rows() == 0)
            return {};
        prepare(session);
        try {
            return {.added = add_missing(session, progress), .kept = present()};
        } catch (...) {
            if (files_)
                files_->discard(); // the run may go on without this plugin, and commit
            throw;
        }
    }

    std::vector<seedbed::check> checks() const override { return agents::session_checks(); }

    std::vector<const seedbed::row_factory*> factories() const override {
        return {&session_factory_, &message_factory_, &artifact_factory_};
    }

    std::optional<std::uint64_t> generated_index(const seedbed::uuid& key) const override {
        return keys_.index_of(key);
    }

    void adapt(agent_session& row, const seedbed::fixture_context& context) const override {
        agents::make_coherent(row, context);
    }

    std::vector<seedbed::variation<agent_session>> variations() const override {
        return agents::session_variations();
    }

private:
    session_story make_story(std::uint64_t index,
                             agents::telling how_much = agents::telling::whole) const;
    missing_rows make_missing(std::uint64_t first, std::uint64_t end) const;
    void read_existing(const seedbed::session& session);
    void prepare(const seedbed::session& session);
    std::uint64_t add_missing(const seedbed::session& session, seedbed::progress& progress);

    std::uint64_t present() const {
        return present_sessions_.count() + present_messages_.count() + present_artifacts_.count();
    }

    const seedbed::plugin_context& context_;
    seedbed::random_key key_;
    seedbed::key_sequence keys_;
    agents::part_source<agent_session_message> messages_;
    agents::part_source<agent_artifact> artifacts_;
    seedbed::model_factory<agent_session> session_factory_{*this};
    seedbed::group_factory<agent_session_message> message_factory_{messages_};
    seedbed::group_factory<agent_artifact> artifact_factory_{artifacts_};
    seedbed::existing_rows present_sessions_;
    seedbed::existing_rows present_messages_;
    seedbed::existing_rows present_artifacts_;
    agents::standing_sessions standing_;
    agents::authors authors_;
    trading::price_feed prices_;
    std::optional<agents::artifact_files> files_;
    std::optional<agents::transaction_outcome> transaction_;
};

/// The prices of the database; for previews, those of a week as price_history would write them.
session_story agent_sessions::make_story(std::uint64_t index, agents::telling how_much) const {
    seedbed::row_context row(context_.run(), context_.options(), context_.models(), key_, index);
    const seedbed::timestamp as_of = row.as_of();
    const agents::authors::choice by =
        authors_.choose(row, agents::window_for(prices_.board(), as_of).to - std::chrono::hours(1));
    session_story story =
        agents::tell_story(index, row.random(), by.profile, prices_.board(), as_of, how_much);
    story.session.id = keys_.at(index);
    story.session.user_id = row.key<user>(by.user);
    for (std::size_t j = 0; j < story.messages.size(); ++j) {
        story.messages[j].id = messages_.key_of(index, j);
        story.messages[j].session_id = story.session.id;
    }
    const std::string folder = story.session.id.to_string();
    for (std::size_t j = 0; j < story.artifacts.size(); ++j) {
        agent_artifact& artifact = story.artifacts[j];
        artifact.id = artifacts_.key_of(index, j);
        artifact.session_id = story.session.id;
        artifact.file_path = files_ ? files_->path_of(folder, artifact.name).string()
                                    : "/artifacts/" + folder + "/" + artifact.name;
    }
    return story;
}

/// A session that stands there otherwise than it would be written now (of an earlier as-of, or of
/// other prices) is left as it is, with what it has.
missing_rows agent_sessions::make_missing(std::uint64_t first, std::uint64_t end) const {
    missing_rows missing;
    for (std::uint64_t index = first; index < end; ++index) {
        session_story story = make_story(index);
        const bool stands = present_sessions_.contains(index);
        if (stands && !standing_.is(index, story.session))
            continue;
        if (!stands)
            missing.sessions.push_back(std::move(story.session));
        for (std::size_t j = 0; j < story.messages.size(); ++j)
            if (!present_messages_.contains(index * agents::most_messages + j))
                missing.messages.push_back(std::move(story.messages[j]));
        for (std::size_t j = 0; j < story.artifacts.size(); ++j) {
            if (present_artifacts_.contains(index * agents::most_artifacts + j))
                continue;
            missing.artifacts.push_back(std::move(story.artifacts[j]));
            missing.files.push_back(std::move(story.files[j]));
        }
    }
    return missing;
}

void agent_sessions::read_existing(const seedbed::session& session) {
    const auto read = [&](seedbed::existing_rows& into,
                          const char* table,
                          const seedbed::key_sequence& keys,
                          std::uint64_t rows) {
        into.read(session,
                  {.table = table, .key_column = "id", .natural_key_column = std::nullopt},
                  keys,
                  rows,
                  {});
    };
    read(present_sessions_, "agent_sessions", keys_, rows());
    read(present_messages_, "agent_session_messages", messages_.keys(), messages_.rows());
    read(present_artifacts_, "agent_artifacts", artifacts_.keys(), artifacts_.rows());
}

/// Reads what the stories are made from.
void agent_sessions::prepare(const seedbed::session& session) {
    prices_.read(session);
    authors_.read(session, context_.models().get<user>(), rows());
    if (present_sessions_.count() > 0)
        standing_.read(session, *this);
    if (files_)
        transaction_.emplace(session);
}

std::uint64_t agent_sessions::add_missing(const seedbed::session& session,
                                          seedbed::progress& progress) {
    constexpr std::uint64_t sessions_per_batch = 8;
    std::uint64_t added = 0;
    const auto write = [&](const auto& rows) {
        if (rows.empty())
            return;
        seedbed::bulk_writer<typename std::decay_t<decltype(rows)>::value_type> writer(session);
        for (const auto& row : rows)
            writer.write(row);
        added += writer.finish();
    };
    seedbed::detail::in_batches(
        rows(),
        sessions_per_batch,
        [this](std::uint64_t first, std::uint64_t end) { return make_missing(first, end); },
        [&](const missing_rows& missing) {
            session.throw_if_stopped();
            write(missing.sessions);
            write(missing.messages);
            write(missing.artifacts);
            for (std::size_t i = 0; files_ && i < missing.files.size(); ++i)
                files_->write(*missing.artifacts[i].file_path, missing.files[i]);
            progress.written(added);
        });
    return added;
}

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::agent_sessions);
