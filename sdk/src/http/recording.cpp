#include "recording.hpp"

#include "body_file.hpp"
#include "failure.hpp"

#include <seedbed/timestamp.hpp>

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <optional>

namespace seedbed::http {

namespace asio = boost::asio;

namespace {

/// Headers whose value is a secret, declared or not.
bool is_confidential(std::string_view header) {
    static constexpr std::string_view names[] = {"Authorization",
                                                 "Cookie",
                                                 "Set-Cookie",
                                                 "Proxy-Authorization",
                                                 "X-Api-Key",
                                                 "X-Auth-Token"};
    return std::ranges::any_of(
        names, [&](std::string_view name) { return boost::beast::iequals(name, header); });
}

std::string text_of(std::chrono::system_clock::time_point time) {
    return timestamp(std::chrono::floor<std::chrono::seconds>(time)).to_string();
}

} // namespace

/// The files of one call: the body while it arrives, then what it belongs to.
class recording::written_call final : public receiver {
public:
    written_call(const recording& owner, const inquiry& wanted, std::size_t number, receiver& next)
        : owner_(owner), next_(next), body_text_(owner.secrets_) {
        exchange_.url = owner.secrets_(wanted.request.url);
        exchange_.request_headers = owner.redacted(wanted.request.headers);
        directory_ = owner.directory_ / wanted.rules.source;
        name_ = exchange_name(number, exchange_.url);
        std::error_code failed; // what cannot be made here is told when a file is written
        std::filesystem::create_directories(directory_, failed);
    }

    void begin(const response& head) override {
        discard_body();
        exchange_.body_file =
            name_ + ".body" +
            std::string(ending_for(std::string(head.header("Content-Type").value_or(""))));
        body_.emplace(directory_ / exchange_.body_file);
        body_text_ = redacted_stream(owner_.secrets_);
        keep(head);
        next_.begin(head);
    }

    void write(std::string_view bytes) override {
        body_->write(body_text_.write(bytes));
        next_.write(bytes);
    }

    void end(const response& answer) {
        keep(answer);
        body_->write(body_text_.finish());
        exchange_.sha256 = body_->finish();
        write_exchange();
    }

    /// The caller did not want the rest.
    void end() {
        if (body_)
            end(response(exchange_.answer));
    }

    void end(const transport_error& failed) {
        discard_body();
        exchange_.failed = {failed.cause(), owner_.secrets_(failed.what())};
        write_exchange();
    }

    void discard_body() {
        if (!body_)
            return;
        body_.reset();
        std::filesystem::remove(directory_ / exchange_.body_file);
    }

private:
    void keep(const response& head) {
        exchange_.answer = head;
        exchange_.answer.reason = owner_.secrets_(head.reason);
        exchange_.answer.headers = owner_.redacted(head.headers);
    }

    void write_exchange() {
        exchange_.at = text_of(owner_.time_.date());
        body_writer file(directory_ / (name_ + ".exchange.json"));
        file.write(to_text(exchange_));
        file.finish();
    }

    const recording& owner_;
    receiver& next_;
    recorded_exchange exchange_;
    std::filesystem::path directory_;
    std::string name_;
    std::optional<body_writer> body_;
    redacted_stream body_text_;
};

asio::awaitable<response> recording::get(const inquiry& wanted, receiver& into) {
    written_call call(*this, wanted, ++calls_[wanted.rules.source], into);
    try {
        response answer = co_await next_.get(wanted, call);
        call.end(answer);
        co_return answer;
    } catch (const transport_error& failed) {
        call.end(failed);
        throw;
    } catch (const boost::system::system_error&) { // cancelled
        call.discard_body();
        throw;
    } catch (...) {
        call.end();
        throw;
    }
}

header_list recording::redacted(const header_list& fields) const {
    header_list kept;
    for (const auto& [name, value] : fields)
        kept.emplace_back(name, is_confidential(name) ? "REDACTED" : secrets_(value));
    return kept;
}

} // namespace seedbed::http
