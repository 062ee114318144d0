#include "core/loopback/answer.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

#include <stdexcept>
#include <zlib.h>

namespace seedbed::loopback {

namespace beast = boost::beast;

std::string seen_request::header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (beast::iequals(field, name))
            return value;
    }
    return {};
}

answer
http_answer(unsigned status, const std::string& body, const std::vector<std::string>& fields) {
    std::string head =
        "HTTP/1.1 " + std::to_string(status) + " " +
        std::string(beast::http::obsolete_reason(static_cast<beast::http::status>(status))) +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    for (const std::string& field : fields)
        head += field + "\r\n";
    return {{head + "\r\n", body}, {}, ending::orderly};
}

answer chunked_answer(const std::string& body, std::size_t chunk) {
    answer made{{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"}, {}, ending::orderly};
    for (std::size_t at = 0; at < body.size(); at += chunk) {
        const std::string piece = body.substr(at, chunk);
        made.pieces.push_back(fmt::format("{:x};seen=\"yes\"\r\n{}\r\n", piece.size(), piece));
    }
    made.pieces.emplace_back("0\r\nX-Trailer: at the end\r\n\r\n");
    return made;
}

answer redirect_answer(unsigned status, const std::string& location) {
    return http_answer(status, "moved", {"Location: " + location});
}

std::string gzip(const std::string& text) {
    z_stream state{};
    if (deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::runtime_error("zlib refuses");
    std::string packed(deflateBound(&state, text.size()), '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    state.avail_in = static_cast<uInt>(text.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    deflate(&state, Z_FINISH);
    packed.resize(state.total_out);
    deflateEnd(&state);
    return packed;
}

} // namespace seedbed::loopback
