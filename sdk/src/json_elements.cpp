#include "json_strictness.hpp"

#include <seedbed/json_elements.hpp>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace seedbed {

namespace {

namespace json = boost::json;
using boost::system::error_code;

constexpr std::size_t value_cost = 24;
constexpr std::size_t key_cost = 64;

std::string_view view(json::string_view text) {
    return {text.data(), text.size()};
}

/// The double nearest to the text; Boost.JSON's own is sometimes its neighbour.
double nearest(const std::string& text, double fallback) {
    double value = fallback;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : fallback; // too small for a double: zero
}

/// Builds the values inside the array, and walks over everything else.
///
/// Depth counts the containers that are open. Those on the path, the array included, are the first
/// `on_path_` of them.
class element_handler {
public:
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    explicit element_handler(const json_element_options& options) : options_(options) {}

    const std::string& invalid() const { return strict_.objection(); }
    const std::string& objection() const { return objection_; }
    bool array_was_there() const { return array_was_there_; }
    std::uint64_t count() const { return count_; }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_object_begin(error_code& failed) {
        strict_.object_begins();
        return open(json::kind::object, failed);
    }
    bool on_object_end(std::size_t size, error_code&) {
        strict_.object_ends();
        close([&] { stack_.push_object(size); });
        return true;
    }
    bool on_array_begin(error_code& failed) { return open(json::kind::array, failed); }
    bool on_array_end(std::size_t size, error_code&) {
        close([&] { stack_.push_array(size); });
        return true;
    }

    bool on_key_part(json::string_view text, std::size_t, error_code& failed) {
        strict_.key_part(view(text));
        if (in_element())
            stack_.push_chars(text);
        return hold(text.size(), failed);
    }
    bool on_key(json::string_view text, std::size_t, error_code& failed) {
        if (!strict_.key_ends(view(text)))
            return stop(failed);
        if (in_element())
            stack_.push_key(text);
        else
            next_on_path_ = on_path_ == depth_ && on_path_ <= options_.path.size() &&
                            strict_.last_key() == options_.path[on_path_ - 1];
        return hold(text.size() + key_cost, failed);
    }

    bool on_string_part(json::string_view text, std::size_t, error_code& failed) {
        if (!in_array())
            return true;
        begin_element();
        stack_.push_chars(text);
        return hold(text.size(), failed);
    }
    bool on_string(json::string_view text, std::size_t, error_code& failed) {
        return scalar(json::kind::string, text.size(), failed, [&] { stack_.push_string(text); });
    }

    bool on_number_part(json::string_view text, error_code& failed) {
        if (!in_array())
            return true;
        number_.append(text.data(), text.size());
        return hold(text.size(), failed);
    }
    bool on_int64(std::int64_t value, json::string_view, error_code& failed) {
        number_.clear();
        return scalar(json::kind::int64, 0, failed, [&] { stack_.push_int64(value); });
    }
    bool on_uint64(std::uint64_t value, json::string_view, error_code& failed) {
        number_.clear();
        return scalar(json::kind::uint64, 0, failed, [&] { stack_.push_uint64(value); });
    }
    bool on_double(double value, json::string_view text, error_code& failed) {
        if (!strict_.fits(value))
            return stop(failed);
        const std::string digits = std::exchange(number_, {}) + std::string(view(text));
        return scalar(json::kind::double_, digits.size(), failed, [&] {
            stack_.push_double(nearest(digits, value));
        });
    }
    bool on_bool(bool value, error_code& failed) {
        return scalar(json::kind::bool_, 0, failed, [&] { stack_.push_bool(value); });
    }
    bool on_null(error_code& failed) {
        return scalar(json::kind::null, 0, failed, [&] { stack_.push_null(); });
    }

    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    std::size_t array_depth() const { return options_.path.size() + 1; }
    bool in_array() const { return on_path_ == array_depth(); }
    bool in_element() const { return in_array() && depth_ > array_depth(); }

    void begin_element() {
        if (!std::exchange(element_begun_, true))
            stack_.reset();
    }

    void end_element() {
        const json::value element = stack_.release();
        element_begun_ = false;
        held_ = marks_.back();
        ++count_;
        options_.take(element);
    }

    bool open(json::kind kind, error_code& failed) {
        if (!expect(kind, failed))
            return false;
        if (std::exchange(next_on_path_, false))
            ++on_path_;
        else if (in_array())
            begin_element();
        ++depth_;
        if (!in_element())
            marks_.push_back(held_);
        return hold(in_element() ? value_cost : 0, failed);
    }

    template <class Push>
    void close(const Push& push) {
        if (in_element()) {
            push();
            if (--depth_ == array_depth())
                end_element();
            return;
        }
        array_was_there_ = array_was_there_ || in_array();
        held_ = marks_.back();
        marks_.pop_back();
        --depth_;
        on_path_ = std::min(on_path_, depth_);
    }

    template <class Push>
    bool scalar(json::kind kind, std::size_t text, error_code& failed, const Push& push) {
        if (!expect(kind, failed))
            return false;
        if (!in_array())
            return true;
        begin_element();
        push();
        if (!hold(text + value_cost, failed))
            return false;
        if (depth_ == array_depth())
            end_element();
        return true;
    }

    /// A value on the path has to be an object, the last one an array.
    bool expect(json::kind kind, error_code& failed) {
        const bool is_last = depth_ == options_.path.size();
        const json::kind wanted = is_last ? json::kind::array : json::kind::object;
        if (!next_on_path_ || kind == wanted)
            return true;
        const std::string whose =
            depth_ == 0 ? "the answer's type"
                        : fmt::format("the type of \"{}\"", options_.path[depth_ - 1]);
        return object(fmt::format("{} is {}, not {}", whose, name_of(kind), name_of(wanted)),
                      failed);
    }

    static std::string name_of(json::kind kind) { return std::string(view(json::to_string(kind))); }

    bool hold(std::size_t bytes, error_code& failed) {
        held_ += bytes;
        if (held_ <= options_.most_held)
            return true;
        return object(fmt::format("{} takes more than {} bytes of memory",
                                  in_array() ? "one element" : "what stands around the array",
                                  options_.most_held),
                      failed);
    }

    bool object(std::string why, error_code& failed) {
        objection_ = std::move(why);
        return stop(failed);
    }

    static bool stop(error_code& failed) {
        failed = json::error::syntax;
        return false;
    }

    const json_element_options& options_;
    json_detail::strictness strict_;
    json::value_stack stack_;
    std::string number_; // the parts so far of one that is split
    std::string objection_;
    std::vector<std::size_t> marks_; // held_ before each container outside of elements
    std::size_t held_ = 0;
    std::size_t depth_ = 0;
    std::size_t on_path_ = 0;
    std::uint64_t count_ = 0;
    bool next_on_path_ = true; // the root is
    bool element_begun_ = false;
    bool array_was_there_ = false;
};

} // namespace

class json_elements::reader {
public:
    explicit reader(const json_element_options& options)
        : options_(options), parser_(json_detail::strict_options(), options) {}

    void write(std::string_view bytes) {
        while (!begun_ && !bytes.empty()) {
            if (is_preamble(bytes.front())) {
                bytes.remove_prefix(1);
                ++consumed_;
            } else {
                begin(bytes.front());
            }
        }
        if (!bytes.empty())
            parse(bytes);
    }

    std::uint64_t finish() {
        if (!begun_)
            begin(' ');
        if (consumed_ == blank_)
            json_detail::refuse(options_.what, json_detail::empty_answer);
        if (!parser_.done())
            parse_some(false, "");
        if (!parser_.handler().array_was_there())
            json_detail::refuse(options_.what,
                                fmt::format("\"{}\" is absent", fmt::join(options_.path, ".")));
        return parser_.handler().count();
    }

private:
    static constexpr std::string_view mark = json_detail::byte_order_mark;

    /// Whether the next byte belongs to a byte order mark or to the blanks behind it.
    bool is_preamble(char next) {
        if (marked_ == consumed_ && marked_ < mark.size() && next == mark[marked_]) {
            ++marked_;
            return true;
        }
        return !has_half_a_mark() && json_detail::blanks.find(next) != std::string_view::npos;
    }

    bool has_half_a_mark() const { return marked_ > 0 && marked_ < mark.size(); }

    void begin(char first) {
        begun_ = true;
        if (has_half_a_mark()) {
            consumed_ = 0;
            parse(mark.substr(0, marked_)); // which is no JSON
        }
        blank_ = consumed_;
        if (first == '<')
            json_detail::refuse(options_.what, json_detail::markup_answer);
    }

    void parse(std::string_view bytes) {
        const std::size_t read = parser_.done() ? 0 : parse_some(true, bytes);
        const std::size_t extra = bytes.find_first_not_of(json_detail::blanks, read);
        if (extra != std::string_view::npos)
            refuse(error_code(json::error::extra_data).message(), extra);
        consumed_ += bytes.size();
    }

    std::size_t parse_some(bool more, std::string_view bytes) {
        error_code failed;
        const std::size_t read = parser_.write_some(more, bytes.data(), bytes.size(), failed);
        if (!failed)
            return read;
        const element_handler& handler = parser_.handler();
        if (!handler.objection().empty())
            json_detail::refuse(options_.what,
                                fmt::format("{} (byte {})", handler.objection(), consumed_ + read));
        refuse(handler.invalid().empty() ? failed.message() : handler.invalid(), read);
    }

    [[noreturn]] void refuse(const std::string& why, std::size_t at) const {
        json_detail::refuse(
            options_.what,
            fmt::format("the answer is not valid JSON: {} (byte {})", why, consumed_ + at));
    }

    const json_element_options& options_;
    json::basic_parser<element_handler> parser_;
    std::uint64_t consumed_ = 0;
    std::uint64_t blank_ = 0; // bytes before the document
    std::size_t marked_ = 0;  // bytes of a byte order mark
    bool begun_ = false;
};

json_elements::json_elements(json_element_options options)
    : options_(std::move(options)), reader_(std::make_unique<reader>(options_)) {}

json_elements::~json_elements() = default;

void json_elements::begin() {
    if (std::exchange(is_fresh_, true))
        return;
    reader_ = std::make_unique<reader>(options_);
    if (options_.restart)
        options_.restart();
}

void json_elements::write(std::string_view bytes) {
    is_fresh_ = false;
    reader_->write(bytes);
}

std::uint64_t json_elements::finish() {
    is_fresh_ = false;
    return reader_->finish();
}

} // namespace seedbed
