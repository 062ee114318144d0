#pragma once

#include <functional>
#include <string_view>
#include <zlib.h>

namespace seedbed::http {

/// Inflates gzip (RFC 1952) piece by piece; several members make one text.
class gzip_inflater {
public:
    gzip_inflater();
    ~gzip_inflater();
    gzip_inflater(const gzip_inflater&) = delete;
    gzip_inflater& operator=(const gzip_inflater&) = delete;

    /// Gives what comes out to `take`; false when the bytes are not gzip.
    bool write(std::string_view bytes, const std::function<void(std::string_view)>& take);

    /// Whether the text may end here.
    bool at_end() const noexcept { return at_end_; }

private:
    z_stream state_{};
    bool at_end_ = true;
};

} // namespace seedbed::http
