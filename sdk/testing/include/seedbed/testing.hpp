#pragma once

#include <seedbed/testing/given.hpp>
#include <seedbed/testing/test_database.hpp>

#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// Rows for tests, made by the model's own plugin: row(i) of a load of millions and the object in
/// a test come from the same function.
///
///     seedbed::testing::test_database db;
///     auto pro = create_test<user>(db, {.email = "pro@example.com"});
///     auto buy = create_test<order>(db, {.user_id = pro.id, .side = "buy"});
///     BOOST_TEST(db.odb().load<order>(buy.id)->side == "buy");
///
/// What the test does not say comes from the model; a row that has to refer to another one gets
/// one made. `T` is any class that a plugin declares with SEEDBED_MODEL; include its `-odb.hpp`,
/// and its `-values.hpp` for designated initialisers. A row can be described by
///  - values: `{.column = value, …}`, in the order of T's members; see given;
///  - as("name"): a variation that the model's plugin declares;
///  - input("name", "value"): what a plugin can be told beside columns, a series' first price;
///  - a function of the object, `[](user& u) { u.email = …; }`, or of the object and its place in
///    the list, counted from 1. It has to set the same members of every object, and nothing else.
/// Later ones win over earlier ones.
///
/// Lifetime, errors and threads: see test_database.
namespace seedbed::testing {

/// Chooses a variation by its name: as("advanced").
struct as {
    explicit as(std::string variation) : name(std::move(variation)) {}

    std::string name;
};

/// An input of the model that is no column.
struct input {
    input(std::string input, std::string text) : name(std::move(input)), value(std::move(text)) {}

    std::string name;
    std::string value;
};

namespace detail {

/// Puts together what a test says of rows of `T`.
template <class T>
class description {
public:
    explicit description(std::uint64_t count) {
        request_.model = model_traits<T>::name;
        request_.count = count;
    }

    void add(const as& chosen) { request_.variations.push_back(chosen.name); }
    void add(const input& given) {
        request_.set.push_back({given.name, given.value, value_form::text});
    }
    void add(const values<T>& given) {
        changes_.push_back([given](T& row, std::uint64_t n) {
            given.each([&](const char*, const auto& value, auto member) {
                if (value)
                    row.*member = value.at(n);
            });
        });
    }
    template <std::invocable<T&> Change>
    void add(const Change& change) {
        changes_.push_back([change](T& row, std::uint64_t) { change(row); });
    }
    template <std::invocable<T&, std::uint64_t> Change>
    void add(const Change& change) {
        changes_.push_back(change);
    }

    fixture_request request() && {
        if (!changes_.empty())
            edit_with<T>(request_, [changes = std::move(changes_)](T& row, std::uint64_t number) {
                for (const auto& change : changes)
                    change(row, number + 1);
            });
        return std::move(request_);
    }

private:
    fixture_request request_;
    std::vector<std::function<void(T&, std::uint64_t)>> changes_;
};

template <class T, class... Parts>
fixture_request describe(std::uint64_t count, const Parts&... parts) {
    description<T> described(count);
    (described.add(parts), ...);
    return std::move(described).request();
}

template <class T>
std::vector<T> objects(const std::vector<mapped_row>& rows) {
    std::vector<T> made;
    made.reserve(rows.size());
    for (const mapped_row& row : rows)
        made.push_back(to_object<T>(row));
    return made;
}

} // namespace detail

/// Writes one row, and gives it as it stands in the database.
template <class T, class... Parts>
T create_test(test_database& db, const Parts&... parts) {
    return detail::objects<T>(db.create(detail::describe<T>(1, parts...))).front();
}
template <class T, class... Parts>
T create_test(test_database& db, const values<T>& given, const Parts&... parts) {
    return detail::objects<T>(db.create(detail::describe<T>(1, given, parts...))).front();
}

/// Writes `count` rows.
template <class T, class... Parts>
std::vector<T> create_list(test_database& db, std::uint64_t count, const Parts&... parts) {
    return detail::objects<T>(db.create(detail::describe<T>(count, parts...)));
}
template <class T, class... Parts>
std::vector<T>
create_list(test_database& db, std::uint64_t count, const values<T>& given, const Parts&... parts) {
    return detail::objects<T>(db.create(detail::describe<T>(count, given, parts...)));
}

/// Makes one object without a database.
template <class T, class... Parts>
T build(const Parts&... parts) {
    return detail::objects<T>(build_rows(detail::describe<T>(1, parts...))).front();
}
template <class T, class... Parts>
T build(const values<T>& given, const Parts&... parts) {
    return detail::objects<T>(build_rows(detail::describe<T>(1, given, parts...))).front();
}

/// Makes `count` objects without a database.
template <class T, class... Parts>
std::vector<T> build_list(std::uint64_t count, const Parts&... parts) {
    return detail::objects<T>(build_rows(detail::describe<T>(count, parts...)));
}
template <class T, class... Parts>
std::vector<T> build_list(std::uint64_t count, const values<T>& given, const Parts&... parts) {
    return detail::objects<T>(build_rows(detail::describe<T>(count, given, parts...)));
}

} // namespace seedbed::testing
