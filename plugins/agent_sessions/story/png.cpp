#include "png.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <zlib.h>

namespace ohmycoins::agents {
namespace {

/// Three by five pixels, row by row from the top, the left one in the highest bit.
constexpr std::string_view glyph_names = "0123456789.-";
constexpr std::array<std::uint16_t, 12> glyphs{0b111101101101111,
                                               0b010110010010111,
                                               0b111001111100111,
                                               0b111001111001111,
                                               0b101101111001001,
                                               0b111100111001111,
                                               0b111100111101111,
                                               0b111001001001001,
                                               0b111101111101111,
                                               0b111101111001111,
                                               0b000000000000010,
                                               0b000000111000000};
constexpr int glyph_width = 3;
constexpr int glyph_height = 5;
constexpr int glyph_scale = 2;

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U),
            static_cast<char>(value >> 16U),
            static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

std::string chunk(std::string_view type, const std::string& data) {
    const std::string body = std::string(type) + data;
    const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size());
    return big_endian(static_cast<std::uint32_t>(data.size())) + body +
           big_endian(static_cast<std::uint32_t>(sum));
}

/// The format of RFC 1950, not compressed: the same bytes from every release of zlib.
std::string zlib_stored(std::string_view data) {
    constexpr std::size_t largest_block = 65535;
    std::string out = "\x78\x01";
    for (std::size_t at = 0; at < data.size(); at += largest_block) {
        const std::string_view block = data.substr(at, largest_block);
        const auto size = static_cast<std::uint16_t>(block.size());
        const auto complement = static_cast<std::uint16_t>(~size);
        out += static_cast<char>(at + largest_block >= data.size()); // 1 for the last block
        for (const std::uint16_t length : {size, complement}) {
            out += static_cast<char>(length & 0xFFU);
            out += static_cast<char>(length >> 8U);
        }
        out += block;
    }
    const auto sum = adler32_z(1, reinterpret_cast<const Bytef*>(data.data()), data.size());
    return out + big_endian(static_cast<std::uint32_t>(sum));
}

} // namespace

canvas::canvas(int width, int height)
    : width_(width), height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

void canvas::set(int x, int y, std::uint8_t colour) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_)
        return;
    pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
            static_cast<std::size_t>(x)] = colour;
}

/// Bresenham's line (1965).
void canvas::line(int x0, int y0, int x1, int y1, std::uint8_t colour) {
    const int dx = std::abs(x1 - x0);
    const int dy = -std::abs(y1 - y0);
    const int step_x = x0 < x1 ? 1 : -1;
    const int step_y = y0 < y1 ? 1 : -1;
    int error = dx + dy;
    while (true) {
        set(x0, y0, colour);
        if (x0 == x1 && y0 == y1)
            return;
        const int twice = 2 * error;
        if (twice >= dy) {
            error += dy;
            x0 += step_x;
        }
        if (twice <= dx) {
            error += dx;
            y0 += step_y;
        }
    }
}

void canvas::write(int x, int y, std::string_view digits, std::uint8_t colour) {
    for (const char each : digits) {
        const std::size_t glyph = glyph_names.find(each);
        if (glyph == std::string_view::npos)
            continue;
        for (int row = 0; row < glyph_height * glyph_scale; ++row)
            for (int column = 0; column < glyph_width * glyph_scale; ++column) {
                const int bit = row / glyph_scale * glyph_width + column / glyph_scale;
                if (glyphs.at(glyph) >> (glyph_width * glyph_height - 1 - bit) & 1)
                    set(x + column, y + row, colour);
            }
        x += (glyph_width + 1) * glyph_scale;
    }
}

std::string canvas::png(const std::array<rgb, 4>& palette) const {
    std::string rows;
    for (int y = 0; y < height_; ++y) {
        rows += '\0'; // no filter
        for (int x = 0; x < width_; x += 4) {
            unsigned byte = 0;
            for (int i = 0; i < 4; ++i) {
                const std::size_t at =
                    static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                    static_cast<std::size_t>(std::min(x + i, width_ - 1));
                byte = byte << 2U | pixels_[at];
            }
            rows += static_cast<char>(byte);
        }
    }
    std::string colours;
    for (const rgb& each : palette)
        colours += {static_cast<char>(each.red),
                    static_cast<char>(each.green),
                    static_cast<char>(each.blue)};
    const std::string two_bits_of_a_palette{2, 3, 0, 0, 0};
    return "\x89PNG\r\n\x1A\n" +
           chunk("IHDR",
                 big_endian(static_cast<std::uint32_t>(width_)) +
                     big_endian(static_cast<std::uint32_t>(height_)) + two_bits_of_a_palette) +
           chunk("PLTE", colours) + chunk("IDAT", zlib_stored(rows)) + chunk("IEND", {});
}

} // namespace ohmycoins::agents
