#include "fixture/factory_names.hpp"
#include "fixture/judged_request.hpp"
#include "fixture/row_changes.hpp"
#include "fixture/standing_rows.hpp"
#include "fixture/stream.hpp"
#include "value_text.hpp"

#include <seedbed/error.hpp>
#include <seedbed/fixture_rows.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace seedbed {
namespace {

using fixture::bytes_of;
using fixture::judged_request;
using fixture::row_table;
using fixture::set;
using fixture::uuid_in;
using fixture::vary;

} // namespace

class fixture_rows::implementation {
public:
    implementation(std::vector<named_factory> factories, const run_info& run)
        : factories_(std::move(factories)), run_(run) {
        for (const named_factory& each : factories_)
            by_table_[each.factory->layout().table().name] = each.factory;
    }

    std::vector<mapped_row> make(const session* session, const fixture_request& request);
    std::vector<mapped_row> preview(std::string_view model, std::uint64_t count);
    void start_stream(std::uint64_t first_row);
    std::uint64_t place_of(const session& session);
    mark here() const { return {next_, standing_.known()}; }
    void rewind(const mark& mark);
    const named_factory& find(std::string_view model) const {
        return fixture::find_factory(factories_, model);
    }
    const std::vector<named_factory>& factories() const { return factories_; }

private:
    class context;

    void use(const session* session);
    bool connected() const { return standing_.connection() != nullptr; }
    std::vector<mapped_row> make_singly(const row_factory& factory,
                                        const fixture_request& request,
                                        const judged_request& judged);
    std::vector<mapped_row> make_series(const row_factory& factory,
                                        const fixture_request& request,
                                        const judged_request& judged);
    mapped_row next_row(const row_factory& factory, const judged_request& judged);
    void finish(const row_factory& factory, mapped_row& row, const judged_request& judged);
    void complete(const row_factory& factory, mapped_row& row, const judged_request& judged);
    void refer(const row_factory& factory, mapped_row& row, const judged_request& judged);
    bool has(const row_factory& parent, const std::string& column, const std::string& value);
    std::uint64_t parent_index(const row_factory& parent, std::uint64_t index) const;
    std::string
    make_sure_of(const row_factory& parent, std::uint64_t index, const std::string& variation);
    std::optional<mapped_row> with_natural_key_of(const row_factory& factory,
                                                  const mapped_row& row);
    std::optional<mapped_row> standing_row(std::string_view model, const uuid& key);

    std::vector<named_factory> factories_;
    run_info run_;
    std::map<std::string, const row_factory*, std::less<>> by_table_;
    std::uint64_t first_row_ = 0; // of the stream
    std::map<std::string, std::uint64_t, std::less<>> next_;
    fixture::standing_rows standing_;
    std::optional<std::uint64_t> taken_place_;
    int depth_ = 0; // of parents of parents
};

/// What adapt sees.
class fixture_rows::implementation::context final : public fixture_context {
public:
    context(implementation& rows, const judged_request& judged) : rows_(rows), judged_(judged) {}

    bool given(std::string_view column) const override { return judged_.given.contains(column); }

    std::optional<std::string> input(std::string_view name) const override {
        const auto found = judged_.inputs.find(name);
        return found == judged_.inputs.end() ? std::nullopt : std::optional(found->second);
    }

    const session* connection() const override { return rows_.standing_.connection(); }
    const run_info& run() const override { return rows_.run_; }

private:
    std::optional<mapped_row> standing_row(std::string_view model, const uuid& key) const override {
        return rows_.standing_row(model, key);
    }

    implementation& rows_;
    const judged_request& judged_;
};

void fixture_rows::implementation::use(const session* session) {
    depth_ = 0;
    if (!standing_.use(session))
        return;
    taken_place_.reset();
    next_.clear();
}

std::vector<mapped_row> fixture_rows::implementation::make(const session* session,
                                                           const fixture_request& request) {
    use(session);
    const row_factory& factory = *find(request.model).factory;
    const judged_request judged = fixture::judge(request, factory);
    return factory.is_series() ? make_series(factory, request, judged)
                               : make_singly(factory, request, judged);
}

std::vector<mapped_row> fixture_rows::implementation::make_singly(const row_factory& factory,
                                                                  const fixture_request& request,
                                                                  const judged_request& judged) {
    std::vector<mapped_row> made;
    for (std::uint64_t number = 0; number < request.count; ++number) {
        if (connected())
            standing_.connection()->throw_if_stopped();
        mapped_row row = next_row(factory, judged);
        judged_request all = judged;
        for (const std::string& variation : request.variations)
            vary(factory, variation, row, all.given);
        for (const auto& [column, value] : judged.columns)
            row[column] = value;
        if (request.edit)
            set(row, [&](mapped_row& edited) { request.edit(edited, number); });
        finish(factory, row, all);
        made.push_back(std::move(row));
    }
    return made;
}

std::vector<mapped_row> fixture_rows::implementation::make_series(const row_factory& factory,
                                                                  const fixture_request& request,
                                                                  const judged_request& judged) {
    mapped_row common(factory.layout());
    for (const auto& [column, value] : judged.columns)
        common[column] = value;
    std::vector<mapped_row> given(request.count, common);
    for (std::uint64_t number = 0; request.edit && number < request.count; ++number) {
        mapped_row edited = common;
        request.edit(edited, number);
        for (const std::string& column : request.given)
            given[number].at(column) = edited.at(column);
    }
    std::vector<mapped_row> made = factory.series(given, context(*this, judged));
    for (mapped_row& row : made)
        finish(factory, row, judged);
    return made;
}

/// The next row of the stream that is not there.
mapped_row fixture_rows::implementation::next_row(const row_factory& factory,
                                                  const judged_request& judged) {
    const auto known = next_.find(factory.model());
    std::uint64_t index =
        known != next_.end()
            ? known->second
            : standing_.first_free(factory, first_row_ * factory.stride() + factory.first_index());
    const auto natural = factory.natural_key_column();
    for (;; ++index) {
        index = factory.next_index(index);
        if (connected() && standing_.stands(factory, index))
            continue;
        mapped_row row = factory.make(index);
        if (connected() && natural && !judged.given.contains(*natural)) {
            const std::size_t column = factory.layout().find(*natural).value();
            if (row[column] && standing_.table_of(factory).contains(column, *row[column]))
                continue;
        }
        next_[std::string(factory.model())] = index + 1;
        return row;
    }
}

/// Leads the row to its parents, and makes it agree with itself and them.
void fixture_rows::implementation::complete(const row_factory& factory,
                                            mapped_row& row,
                                            const judged_request& judged) {
    refer(factory, row, judged);
    set(row, [&](mapped_row& adapted) { factory.adapt(adapted, context(*this, judged)); });
}

/// Completes the row and writes it.
void fixture_rows::implementation::finish(const row_factory& factory,
                                          mapped_row& row,
                                          const judged_request& judged) {
    complete(factory, row, judged);
    if (!connected())
        return;
    standing_.table_of(factory).insert(row);
    if (row.key())
        standing_.know(factory, *row.key());
}

void fixture_rows::implementation::refer(const row_factory& factory,
                                         mapped_row& row,
                                         const judged_request& judged) {
    constexpr int deepest = 32;
    if (++depth_ > deepest)
        throw error(failure::plugin,
                    fmt::format("{}: its rows refer to each other without end; set one of their "
                                "foreign keys",
                                factory.model()));
    std::vector<std::string> problems;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const mapped_column& column = row.layout().column(i);
        if (!row[i] || !column.references)
            continue;
        const auto found = by_table_.find(column.references->table);
        if (found == by_table_.end())
            continue; // nobody here makes such rows: the database says whether there is one
        const row_factory& parent = *found->second;
        if (judged.given.contains(column.name)) {
            if (connected() && !has(parent, column.references->column, *row[i]))
                problems.push_back(
                    fmt::format("{}: there is no {} {} (the column refers to \"{}\")",
                                column.name,
                                parent.model(),
                                *to_text(row, i),
                                column.references->table));
        } else if (row.layout().kind(i) == value_kind::uuid) {
            if (const auto index = parent.index_of(uuid_in(*row[i])))
                row[i] = make_sure_of(
                    parent, parent_index(parent, *index), factory.parent_variation(column.name));
        }
    }
    --depth_;
    fixture::throw_problems(factory.model(), problems);
}

/// Whether a row that a test names stands; true also where the database has to say so.
bool fixture_rows::implementation::has(const row_factory& parent,
                                       const std::string& column,
                                       const std::string& value) {
    const auto target = parent.layout().find(column);
    if (!target || standing_.is_known(parent, value))
        return true;
    return *target == parent.layout().key_column()
               ? standing_.find(parent, value) != nullptr
               : standing_.table_of(parent).contains(*target, value);
}

/// In a test's stream, parents that the test did not make stand behind those that it may make.
std::uint64_t fixture_rows::implementation::parent_index(const row_factory& parent,
                                                         std::uint64_t index) const {
    if (first_row_ == 0)
        return index;
    const std::uint64_t half = fixture::rows_of_a_name / 2 * parent.stride();
    const std::uint64_t first = first_row_ * parent.stride();
    return first + half + (index < first ? index : index - first) % half;
}

/// The key of row `index` of a parent, which is made if it is not there.
std::string fixture_rows::implementation::make_sure_of(const row_factory& parent,
                                                       std::uint64_t index,
                                                       const std::string& variation) {
    std::string key = bytes_of(parent.key_of(index));
    if (!connected() || standing_.is_known(parent, key))
        return key;
    if (standing_.find(parent, key)) {
        standing_.know(parent, key);
        return key;
    }
    mapped_row row = parent.make(index);
    judged_request nothing;
    if (!variation.empty())
        vary(parent, variation, row, nothing.given);
    complete(parent, row, nothing);
    row_table& table = standing_.table_of(parent);
    if (!table.insert_if_free(row)) {
        if (const auto standing = with_natural_key_of(parent, row))
            return *standing->key(); // somebody else's, in its place
        table.insert(row);           // the server says what is in the way
    }
    standing_.know(parent, *row.key());
    standing_.remember(parent, row);
    return *row.key();
}

std::optional<mapped_row>
fixture_rows::implementation::with_natural_key_of(const row_factory& factory,
                                                  const mapped_row& row) {
    const auto natural = factory.natural_key_column();
    if (!natural)
        return std::nullopt;
    const std::size_t column = factory.layout().find(*natural).value();
    return row[column] ? standing_.table_of(factory).find(column, *row[column]) : std::nullopt;
}

std::optional<mapped_row> fixture_rows::implementation::standing_row(std::string_view model,
                                                                     const uuid& key) {
    const auto found = std::ranges::find_if(
        factories_, [&](const named_factory& each) { return each.factory->model() == model; });
    if (found == factories_.end())
        return std::nullopt;
    const row_factory& factory = *found->factory;
    if (connected()) {
        const mapped_row* row = standing_.find(factory, bytes_of(key));
        return row ? std::optional(*row) : std::nullopt;
    }
    const auto index = factory.index_of(key);
    return index ? std::optional(factory.make(*index)) : std::nullopt;
}

std::vector<mapped_row> fixture_rows::implementation::preview(std::string_view model,
                                                              std::uint64_t count) {
    use(nullptr);
    const row_factory& factory = *find(model).factory;
    if (count > most_fixture_rows)
        throw error(failure::usage,
                    fmt::format("a preview of {} rows was asked for; it shows up to {}",
                                count,
                                most_fixture_rows));
    if (factory.is_series())
        return factory.series(std::vector(count, mapped_row(factory.layout())), context(*this, {}));
    std::vector<mapped_row> rows;
    for (std::uint64_t index = 0; rows.size() < count; ++index) {
        index = factory.next_index(index);
        if (index >= factory.rows())
            break;
        rows.push_back(factory.make(index));
    }
    return rows;
}

void fixture_rows::implementation::start_stream(std::uint64_t first_row) {
    first_row_ = first_row;
    next_.clear();
}

std::uint64_t fixture_rows::implementation::place_of(const session& session) {
    use(&session);
    if (!taken_place_)
        taken_place_ = fixture::take_place(session);
    return *taken_place_;
}

void fixture_rows::implementation::rewind(const mark& mark) {
    next_ = mark.next;
    standing_.forget_behind(mark.known);
}

fixture_rows::fixture_rows(std::vector<named_factory> factories, const run_info& run)
    : implementation_(std::make_unique<implementation>(std::move(factories), run)) {}

fixture_rows::~fixture_rows() = default;
fixture_rows::fixture_rows(fixture_rows&&) noexcept = default;
fixture_rows& fixture_rows::operator=(fixture_rows&&) noexcept = default;

std::vector<mapped_row> fixture_rows::create(const session& session,
                                             const fixture_request& request) {
    return implementation_->make(&session, request);
}

std::vector<mapped_row> fixture_rows::build(const fixture_request& request) {
    return implementation_->make(nullptr, request);
}

std::vector<mapped_row> fixture_rows::preview(std::string_view model, std::uint64_t count) {
    return implementation_->preview(model, count);
}

void fixture_rows::start_stream(std::string_view name) {
    implementation_->start_stream(name.empty() ? 0 : fixture::first_row_of(name, 0));
}

void fixture_rows::start_stream(const session& session, std::string_view name) {
    implementation_->start_stream(fixture::first_row_of(name, implementation_->place_of(session)));
}

fixture_rows::mark fixture_rows::here() const {
    return implementation_->here();
}

void fixture_rows::rewind(const mark& mark) {
    implementation_->rewind(mark);
}

const row_factory& fixture_rows::find(std::string_view model) const {
    return *implementation_->find(model).factory;
}

const std::vector<named_factory>& fixture_rows::factories() const noexcept {
    return implementation_->factories();
}

} // namespace seedbed
