#include "caching.hpp"

#include "body_file.hpp"

#include <seedbed/timestamp.hpp>

#include <fmt/format.h>

#include <random>

namespace seedbed::http {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

constexpr auto longest_kept = std::chrono::days(31);

fs::path with_ending(const fs::path& stem, const char* ending) {
    return stem.string() + ending;
}

/// Other runs write to the same directory at the same time.
fs::path temporary_beside(const fs::path& file) {
    return file.string() + fmt::format(".{:08x}.tmp", std::random_device()());
}

void put_in_place(const fs::path& temporary, const fs::path& file) {
    std::error_code failed; // then there is no entry, as with every cache that is full
    fs::rename(temporary, file, failed);
    if (failed)
        fs::remove(temporary, failed);
}

void remove_old_files(const fs::path& directory) {
    std::error_code failed;
    const auto oldest = fs::file_time_type::clock::now() - longest_kept;
    for (const auto& entry : fs::directory_iterator(directory, failed))
        if (entry.last_write_time(failed) < oldest && !failed)
            fs::remove(entry.path(), failed);
}

void ask_for_change(header_list& headers, const response& known) {
    if (const auto tag = known.header("ETag"))
        headers.emplace_back("If-None-Match", *tag);
    if (const auto time = known.header("Last-Modified"))
        headers.emplace_back("If-Modified-Since", *time);
}

bool may_be_stored(const response& head) {
    const std::string control(head.header("Cache-Control").value_or(""));
    return head.status == 200 && control.find("no-store") == std::string::npos;
}

} // namespace

struct caching::entry {
    recorded_exchange exchange;
    std::string body;
};

/// Passes an answer on, and puts the body of a 200 aside; an answer that nothing has changed since
/// the known one goes no further.
class caching::storing_receiver final : public receiver {
public:
    storing_receiver(receiver& next, fs::path file, bool knows_one, const redaction& secrets)
        : next_(next), file_(std::move(file)), knows_one_(knows_one), scanned_(secrets),
          secrets_(secrets) {}
    ~storing_receiver() override {
        std::error_code none;
        fs::remove(file_, none);
    }

    void begin(const response& head) override {
        body_.reset();
        unchanged_ = knows_one_ && head.status == 304;
        if (unchanged_)
            return;
        if (may_be_stored(head))
            attempt([&] { body_.emplace(file_); });
        scanned_ = redacted_stream(secrets_);
        next_.begin(head);
    }

    void write(std::string_view bytes) override {
        if (unchanged_)
            return;
        if (body_) {
            scanned_.write(bytes);
            attempt([&] { body_->write(bytes); });
        }
        next_.write(bytes);
    }

    /// The digest of the body in the file, where there is one to keep.
    std::optional<std::string> finish() {
        std::optional<std::string> digest;
        if (!body_)
            return digest;
        scanned_.finish();
        if (!scanned_.found())
            attempt([&] { digest = body_->finish(); });
        return digest;
    }

private:
    /// What keeps the cache from being written is no reason to do without the answer.
    template <class Call>
    void attempt(Call&& call) {
        try {
            call();
        } catch (const error&) {
            body_.reset();
        }
    }

    receiver& next_;
    fs::path file_;
    bool knows_one_;
    redacted_stream scanned_;
    const redaction& secrets_;
    std::optional<body_writer> body_;
    bool unchanged_ = false;
};

asio::awaitable<response> caching::get(const inquiry& wanted, receiver& into) {
    if (!directory_ || wanted.rules.cache_for.count() == 0)
        co_return co_await next_.get(wanted, into);
    const fs::path stem = stem_for(wanted);
    const std::optional<entry> known = load(stem);
    if (!known || !is_fresh(*known, wanted.rules.cache_for)) {
        inquiry asked(wanted);
        if (known)
            ask_for_change(asked.request.headers, known->exchange.answer);
        response answer = co_await ask(asked, stem, known.has_value(), into);
        const bool unchanged = known && answer.status == 304;
        if (!unchanged)
            co_return answer;
        store(stem, known->exchange);
    }
    into.begin(known->exchange.answer);
    into.write(known->body);
    co_return known->exchange.answer;
}

asio::awaitable<response>
caching::ask(const inquiry& wanted, const fs::path& stem, bool knows_one, receiver& into) {
    const fs::path body = with_ending(stem, ".body");
    const fs::path temporary = temporary_beside(body);
    storing_receiver storing(into, temporary, knows_one, secrets_);
    response answer = co_await next_.get(wanted, storing);
    if (const auto digest = storing.finish()) {
        recorded_exchange exchange;
        exchange.url = secrets_(wanted.request.url);
        exchange.answer = answer;
        exchange.sha256 = digest;
        put_in_place(temporary, body);
        store(stem, std::move(exchange));
    }
    co_return answer;
}

fs::path caching::stem_for(const inquiry& wanted) const {
    const fs::path directory = *directory_ / wanted.rules.source;
    std::error_code failed; // told by there being no entry
    if (fs::create_directories(directory, failed))
        fs::permissions(directory, fs::perms::owner_all, failed);
    std::string key = secrets_(wanted.request.url);
    for (const auto& [name, value] : wanted.request.headers)
        key += "\n" + name + ": " + secrets_(value);
    return directory / sha256(key).substr(0, 32);
}

std::optional<caching::entry> caching::load(const fs::path& stem) const {
    try {
        const fs::path file = with_ending(stem, ".exchange.json");
        entry found{parse_exchange(read_file(file), file.string()),
                    read_file(with_ending(stem, ".body"))};
        if (sha256(found.body) == found.exchange.sha256)
            return found;
    } catch (const error&) { // none, or none that can be used: it is replaced
    }
    return std::nullopt;
}

void caching::store(const fs::path& stem, recorded_exchange exchange) const {
    exchange.at = timestamp(std::chrono::floor<std::chrono::seconds>(time_.date())).to_string();
    exchange.body_file = stem.filename().string() + ".body";
    for (auto& [name, value] : exchange.answer.headers)
        value = secrets_(value);
    const fs::path file = with_ending(stem, ".exchange.json");
    const fs::path temporary = temporary_beside(file);
    try {
        body_writer writer(temporary);
        writer.write(to_text(exchange));
        writer.finish();
    } catch (const error&) { // no cache
        return;
    }
    put_in_place(temporary, file);
    remove_old_files(stem.parent_path());
}

bool caching::is_fresh(const entry& found, std::chrono::seconds allowed) const {
    try {
        const timestamp now(std::chrono::floor<std::chrono::microseconds>(time_.date()));
        const auto age = now - timestamp::parse(found.exchange.at);
        return age >= std::chrono::seconds(0) && age < allowed;
    } catch (const error&) {
        return false;
    }
}

} // namespace seedbed::http
