#include "picture.hpp"

#include "png.hpp"

#include <algorithm>

namespace ohmycoins::agents {
namespace {

using curve = std::span<const trading::equity_point>;

constexpr std::uint8_t grey = 1;
constexpr std::uint8_t blue = 2;
constexpr std::uint8_t orange = 3;
constexpr std::array<rgb, 4> palette{
    {{255, 255, 255}, {150, 150, 150}, {31, 119, 180}, {255, 127, 14}}};

constexpr int left = 84;
constexpr int right = picture_width - 8;
constexpr int top = 10;
constexpr int bottom = picture_height - 12;

struct value_range {
    seedbed::int128 lowest = 0;
    seedbed::int128 highest = 0;
};

value_range range_of(curve one, curve other) {
    value_range range{one.front().equity.units(), one.front().equity.units()};
    for (const curve& each : {one, other})
        for (const trading::equity_point& point : each) {
            range.lowest = std::min(range.lowest, point.equity.units());
            range.highest = std::max(range.highest, point.equity.units());
        }
    if (range.lowest == range.highest)
        range.highest += 1;
    return range;
}

int height_of(const aud& equity, const value_range& range) {
    return bottom - static_cast<int>((equity.units() - range.lowest) * (bottom - top) /
                                     (range.highest - range.lowest));
}

void draw(canvas& on, curve points, const value_range& range, std::uint8_t colour) {
    const auto last = std::max<std::size_t>(points.size() - 1, 1);
    const auto across = [&](std::size_t i) {
        return left + static_cast<int>(i * (right - left) / last);
    };
    for (std::size_t i = 1; i < points.size(); ++i)
        on.line(across(i - 1),
                height_of(points[i - 1].equity, range),
                across(i),
                height_of(points[i].equity, range),
                colour);
}

} // namespace

std::string draw_equity(curve strategy, curve holding) {
    canvas on(picture_width, picture_height);
    const value_range range = range_of(strategy, holding);
    constexpr int lines = 4;
    for (int i = 0; i <= lines; ++i) {
        const int y = top + (bottom - top) * i / lines;
        for (int x = left; x <= right; x += 3)
            on.set(x, y, grey);
    }
    on.line(left, top, left, bottom, grey);
    on.write(4, top - 5, aud::from_units(range.highest).to_string(), grey);
    on.write(4, bottom - 5, aud::from_units(range.lowest).to_string(), grey);
    draw(on, holding, range, orange);
    draw(on, strategy, range, blue);
    return on.png(palette);
}

} // namespace ohmycoins::agents
