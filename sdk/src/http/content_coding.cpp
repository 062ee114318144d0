#include "content_coding.hpp"

#include "failure.hpp"
#include "gzip.hpp"
#include "location.hpp"

#include <boost/beast/core/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace seedbed::http {

namespace asio = boost::asio;
using boost::beast::iequals;

namespace {

bool is_plain(std::string_view coding) {
    return coding.empty() || iequals(coding, "identity");
}

bool is_gzip(std::string_view coding) {
    return iequals(coding, "gzip") || iequals(coding, "x-gzip");
}

void remove_fields(header_list& headers, std::initializer_list<std::string_view> names) {
    std::erase_if(headers, [&](const auto& field) {
        return std::ranges::any_of(
            names, [&](std::string_view name) { return iequals(field.first, name); });
    });
}

/// Passes a body on, inflated where it has to be.
class inflating_receiver final : public receiver {
public:
    inflating_receiver(receiver& next, std::string where, std::uint64_t limit)
        : next_(next), where_(std::move(where)), limit_(limit) {}

    void begin(const response& head) override {
        head_ = head;
        size_ = 0;
        inflater_.reset();
        const std::string coding(head.header("Content-Encoding").value_or(""));
        if (is_gzip(coding)) {
            inflater_.emplace();
            remove_fields(head_.headers, {"Content-Encoding", "Content-Length"});
        } else if (!is_plain(coding))
            refuse(coding);
        next_.begin(head_);
    }

    void write(std::string_view bytes) override {
        if (!inflater_)
            return next_.write(bytes);
        if (!inflater_->write(bytes, [this](std::string_view text) { pass_on(text); }))
            fail(problem::coding, where_, "the body says that it is gzip, and is not");
    }

    response end() {
        if (inflater_ && !inflater_->at_end())
            fail(problem::truncated, where_, "the body's gzip ends in the middle");
        return std::move(head_);
    }

private:
    /// A long one is not shown: what is cut off a secret is not recognized as one any more.
    [[noreturn]] void refuse(std::string_view coding) const {
        constexpr std::size_t longest_shown = 20;
        const std::string shown = coding.size() > longest_shown
                                      ? "in some way"
                                      : fmt::format("as \"{}\"", excerpt(coding));
        fail(problem::coding,
             where_,
             fmt::format("the body is coded {}, which nobody asked for", shown));
    }

    void pass_on(std::string_view text) {
        size_ += text.size();
        if (size_ > limit_)
            fail(problem::too_large,
                 where_,
                 fmt::format("inflated, the body is larger than the limit of {} bytes", limit_));
        if (!text.empty())
            next_.write(text);
    }

    receiver& next_;
    std::string where_;
    std::uint64_t limit_;
    std::uint64_t size_ = 0;
    response head_;
    std::optional<gzip_inflater> inflater_;
};

} // namespace

asio::awaitable<response> content_coding::get(const inquiry& wanted, receiver& into) {
    inquiry offering(wanted);
    remove_fields(offering.request.headers, {"Accept-Encoding"});
    offering.request.headers.emplace_back("Accept-Encoding", "gzip");
    inflating_receiver inflating(
        into, locate(wanted.request.url).shown, *wanted.request.limits.body_bytes);
    co_await next_.get(offering, inflating);
    co_return inflating.end();
}

} // namespace seedbed::http
