#pragma once

#include <seedbed/column_setting.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/run.hpp>
#include <seedbed/session.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// A row factory, and the plugin that brings it.
struct named_factory {
    std::string plugin;
    const row_factory* factory = nullptr;
};

/// No request makes more rows: they are given back, so they are all in memory.
inline constexpr std::uint64_t most_fixture_rows = 10'000;

/// What a test wants.
struct fixture_request {
    std::string model;                     // a model's name, or its plugin's
    std::vector<std::string> variations{}; // applied in this order
    std::vector<column_setting> set{};     // columns, and inputs of the model
    std::uint64_t count = 1;               // to most_fixture_rows

    /// Sets columns in C++, after all others: called once for each row, with its number from 0.
    /// `given` names the columns that it sets; see edit_with.
    std::function<void(mapped_row& row, std::uint64_t number)> edit{};
    std::vector<std::string> given{};
};

/// The number that start_stream took for the connection; 0 where it took none. For rows that are
/// known by something else than their key, and have to differ from what others make meanwhile.
std::uint64_t fixture_place(const session& session);

/// Lets `change`, a function of an object and the row's number, set columns of the request's rows.
/// Which ones it sets is found by trying it on two objects that differ everywhere, so it has to do
/// the same for every object. `T`'s `-odb.hpp` header must be included.
template <class T, class Change>
void edit_with(fixture_request& request, Change change);

/// Makes rows for tests: each from its model's own row function, with what the test sets, what
/// follows from that, and the rows it refers to, which are made where the test names none.
///
/// Rows are taken from a stream: a range of indexes that belongs to one test, so that a test's rows
/// depend on the run's seed and the test's name, and on nothing that ran before it. The stream
/// without a name is the run's own rows: a fixture takes the first row that is not there, and
/// refers to the rows that a run writes.
///
/// Thread rule: as for the session. The factories outlive it.
class fixture_rows {
public:
    fixture_rows(std::vector<named_factory> factories, const run_info& run);
    ~fixture_rows();
    fixture_rows(fixture_rows&&) noexcept;
    fixture_rows& operator=(fixture_rows&&) noexcept;

    /// Writes the rows and gives them as they stand. Throws error(failure::usage) with everything
    /// that is wrong with the request, and error(failure::database) with the server's message,
    /// after which the caller rolls back (to a savepoint) and calls rewind.
    std::vector<mapped_row> create(const session& session, const fixture_request& request);

    /// The same without a database: what the rows refer to is named, not made. Each call gives the
    /// next rows of the stream.
    std::vector<mapped_row> build(const fixture_request& request);

    /// The first `count` rows that a run would write, or a series of them.
    std::vector<mapped_row> preview(std::string_view model, std::uint64_t count);

    /// Turns to the first row of the stream of this name; the empty name is the run's own rows.
    void start_stream(std::string_view name);

    /// The same for tests that may share their database with others: this connection gets a number
    /// that no other connection has (the smallest that is free, held until it ends), and its
    /// streams are its own. Alone on a database the number is always the same, and so are the rows.
    void start_stream(const session& session, std::string_view name);

    /// How far the stream is, to be remembered with a savepoint and given back after rolling back
    /// to it: rows that are gone are forgotten, and made again by the next create.
    struct mark {
        std::map<std::string, std::uint64_t, std::less<>> next;
        std::size_t known = 0;
    };
    mark here() const;
    void rewind(const mark& mark);

    /// The factory of a model, by its name or its plugin's (of several models, the plugin's first).
    /// Throws error(failure::usage) with a suggestion.
    const row_factory& find(std::string_view model) const;

    const std::vector<named_factory>& factories() const noexcept;

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

template <class T, class Change>
void edit_with(fixture_request& request, Change change) {
    const auto apply = [change](mapped_row& row, std::uint64_t number) {
        T object = to_object<T>(row);
        change(object, number);
        row = to_mapped_row(object);
    };
    const mapped_row one = to_mapped_row(T{});
    for (const mapped_row& before : {one, unlike(one)}) {
        mapped_row after = before;
        apply(after, 0);
        for (std::size_t i = 0; i < after.size(); ++i)
            if (after[i] != before[i])
                request.given.push_back(after.layout().column(i).name);
    }
    request.edit = apply;
}

} // namespace seedbed
