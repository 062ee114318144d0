#include "gzip.hpp"

#include <array>
#include <new>

namespace seedbed::http {

namespace {

constexpr int largest_window_of_gzip = 15 + 16; // + 16: gzip and nothing else

} // namespace

gzip_inflater::gzip_inflater() {
    if (inflateInit2(&state_, largest_window_of_gzip) != Z_OK)
        throw std::bad_alloc();
}

gzip_inflater::~gzip_inflater() {
    inflateEnd(&state_);
}

bool gzip_inflater::write(std::string_view bytes,
                          const std::function<void(std::string_view)>& take) {
    std::array<char, 32'768> out;
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib only reads
    state_.avail_in = static_cast<uInt>(bytes.size());
    bool more_to_come = false; // out was full
    while (state_.avail_in > 0 || more_to_come) {
        if (at_end_ && state_.avail_in > 0 && inflateReset(&state_) != Z_OK)
            return false;
        at_end_ = false;
        state_.next_out = reinterpret_cast<Bytef*>(out.data());
        state_.avail_out = static_cast<uInt>(out.size());
        const int result = inflate(&state_, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return false;
        take({out.data(), out.size() - state_.avail_out});
        at_end_ = result == Z_STREAM_END;
        more_to_come = state_.avail_out == 0 && !at_end_;
    }
    return true;
}

} // namespace seedbed::http
