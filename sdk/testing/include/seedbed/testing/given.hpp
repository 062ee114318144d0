#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace seedbed::testing {

/// A text for each row of a list: `sequence("user{n}@example.com")` is user1@example.com, then
/// user2@example.com, …; see given.
class sequence {
public:
    explicit sequence(std::string pattern) : pattern_(std::move(pattern)) {}

    std::string operator()(std::uint64_t n) const {
        const std::string number = std::to_string(n);
        std::string text = pattern_;
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + number.size()))
            text.replace(at, mark.size(), number);
        return text;
    }

private:
    static constexpr std::string_view mark = "{n}";

    std::string pattern_;
};

namespace detail {

template <class T>
struct bare {
    using type = T;
};
template <class T>
struct bare<std::optional<T>> {
    using type = T;
};
/// What a column holds where it is not NULL.
template <class T>
using bare_t = typename bare<T>::type;

template <class T>
concept read_from_text = requires(std::string_view text) {
    { bare_t<T>::parse(text) } -> std::convertible_to<T>;
};
template <class T>
concept made_from_integer = requires(long long value) {
    { bare_t<T>::from_integer(value) } -> std::convertible_to<T>;
};

template <class T>
concept whole_number = std::integral<T> && !std::same_as<T, bool>;

/// As C++ converts it, but no number from a fraction, and no truth from a pointer.
template <class U, class T>
constexpr bool converts() {
    using value = std::remove_cvref_t<U>;
    if constexpr (std::same_as<bare_t<T>, bool>)
        return std::same_as<bare_t<value>, bool> && std::convertible_to<U, T>;
    else if constexpr (std::integral<bare_t<T>>)
        return whole_number<bare_t<value>> && std::convertible_to<U, T>;
    else
        return std::convertible_to<U, T>;
}
template <class T>
constexpr bool converts_null = !std::same_as<bare_t<T>, T>;

template <class U, class T>
concept value_for = converts<U, T>() ||
                    (std::same_as<std::remove_cvref_t<U>, std::nullopt_t>&& converts_null<T>) ||
                    (read_from_text<T> && std::convertible_to<U, std::string_view>) ||
                    (made_from_integer<T> && whole_number<std::remove_cvref_t<U>>);

template <class T, value_for<T> U>
T make_value(U&& from) {
    if constexpr (std::convertible_to<U, T>)
        return std::forward<U>(from);
    else if constexpr (std::convertible_to<U, std::string_view>)
        return bare_t<T>::parse(std::string_view(from));
    else
        return bare_t<T>::from_integer(from);
}

template <class F, class T>
concept function_for = requires(const F& function, std::uint64_t n) {
    { function(n) } -> value_for<T>;
};

} // namespace detail

/// What a test says of one column, or nothing. It takes
///  - a value: `.email = "a@example.com"`, `.is_active = false`, `.full_name = std::nullopt`;
///  - for decimals, timestamps and UUIDs also a text, for decimals a whole number:
///    `.quantity = "1.5"`, `.quantity = 2`, `.created_at = "2026-01-02T03:04Z"`;
///  - a function of the row's place in its list, counted from 1: `sequence("user{n}@example.com")`,
///    `[](auto n) { return n % 2 == 0; }`.
///
/// A text that cannot be read throws what T::parse throws.
template <class T>
class given {
public:
    given() = default;

    template <detail::value_for<T> U>
    given(U&& value)
        : at_([kept = detail::make_value<T>(std::forward<U>(value))](auto) { return kept; }) {}

    template <detail::function_for<T> F>
    given(F function)
        : at_([kept = std::move(function)](std::uint64_t n) {
              return detail::make_value<T>(kept(n));
          }) {}

    explicit operator bool() const noexcept { return static_cast<bool>(at_); }

    /// The value for the n-th row, counted from 1. Only where something is given.
    T at(std::uint64_t n) const { return at_(n); }

private:
    std::function<T(std::uint64_t)> at_;
};

/// What a test says of a row of the model `T`: a `given` for each column, under the name and in the
/// order of T's members, for designated initialisers.
///
///     values<user>{.email = "pro@example.com", .trading_experience = "advanced"}
///
/// The build writes it from the model's mapping into `<model>-values.hpp`.
template <class T>
struct values;

} // namespace seedbed::testing
