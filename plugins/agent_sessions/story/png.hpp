#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins::agents {

struct rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/// A picture in four colours. What is drawn outside of it is left out.
class canvas {
public:
    canvas(int width, int height);

    int width() const noexcept { return width_; }
    int height() const noexcept { return height_; }

    void set(int x, int y, std::uint8_t colour);
    void line(int x0, int y0, int x1, int y1, std::uint8_t colour);
    /// Digits, '.' and '-', ten pixels high; (x, y) is the upper left corner.
    void write(int x, int y, std::string_view digits, std::uint8_t colour);

    /// As a PNG (ISO/IEC 15948) of two bits for each pixel, in stored blocks (RFC 1951, 3.2.4).
    std::string png(const std::array<rgb, 4>& palette) const;

private:
    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

} // namespace ohmycoins::agents
