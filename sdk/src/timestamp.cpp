#include <seedbed/error.hpp>
#include <seedbed/timestamp.hpp>

#include <fmt/compile.h>

#include <optional>

namespace seedbed {
namespace {

/// Reads fixed-width numbers and separators from the left; any mismatch leaves it failed.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    bool failed() const { return failed_; }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    int number(std::size_t width) {
        if (rest_.size() < width)
            return fail();
        int value = 0;
        for (const char c : rest_.substr(0, width)) {
            if (c < '0' || c > '9')
                return fail();
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }

    bool accept(char c) {
        if (peek() != c)
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char c) {
        if (!accept(c))
            fail();
    }

    /// One to six digits after a decimal point, as microseconds.
    int fraction() {
        int value = 0;
        int digits = 0;
        for (; digits < 6 && peek() >= '0' && peek() <= '9'; ++digits)
            value = value * 10 + number(1);
        if (digits == 0)
            return fail();
        for (; digits < 6; ++digits)
            value *= 10;
        return value;
    }

    int fail() {
        failed_ = true;
        rest_ = {};
        return 0;
    }

private:
    std::string_view rest_;
    bool failed_ = false;
};

std::chrono::minutes read_offset(reader& in) {
    if (in.at_end() || in.accept('Z') || in.accept('z'))
        return {};
    const bool west = in.peek() == '-';
    if (!west && in.peek() != '+') {
        in.expect('Z');
        return {};
    }
    in.accept(in.peek());
    const std::chrono::hours hours(in.number(2));
    in.accept(':');
    const std::chrono::minutes minutes(in.at_end() ? 0 : in.number(2));
    if (hours > std::chrono::hours(15) || minutes >= std::chrono::hours(1))
        in.fail();
    return west ? -(hours + minutes) : hours + minutes;
}

std::optional<timestamp::time_point> read_time(reader& in) {
    using namespace std::chrono;
    const year y(in.number(4));
    in.expect('-');
    const month m(static_cast<unsigned>(in.number(2)));
    in.expect('-');
    const day d(static_cast<unsigned>(in.number(2)));
    const year_month_day date(y, m, d);
    if (in.failed() || !date.ok())
        return std::nullopt;
    timestamp::time_point time = sys_days(date);
    if (in.at_end())
        return time;

    if (!in.accept('T') && !in.accept('t'))
        in.expect(' ');
    const hours h(in.number(2));
    in.expect(':');
    const minutes min(in.number(2));
    const seconds s(in.accept(':') ? in.number(2) : 0);
    const microseconds us(in.accept('.') ? in.fraction() : 0);
    if (h >= days(1) || min >= hours(1) || s >= minutes(1))
        return std::nullopt;
    time += h + min + s + us;
    return time - read_offset(in);
}

} // namespace

timestamp timestamp::parse(std::string_view text) {
    reader in(text);
    const std::optional<time_point> time = read_time(in);
    if (!time || in.failed() || !in.at_end())
        throw error(failure::usage,
                    fmt::format("'{}' is not a time; write it as 2026-11-22T14:35:00Z", text));
    return timestamp(*time);
}

std::string timestamp::to_string() const {
    using namespace std::chrono;
    const auto day = floor<days>(time_);
    const year_month_day date(day);
    const hh_mm_ss clock(time_ - day);
    std::string text = fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}"),
                                   static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()),
                                   clock.hours().count(),
                                   clock.minutes().count(),
                                   clock.seconds().count());
    if (const auto fraction = clock.subseconds().count(); fraction != 0)
        text += fmt::format(FMT_COMPILE(".{:06}"), fraction);
    return text + 'Z';
}

} // namespace seedbed
