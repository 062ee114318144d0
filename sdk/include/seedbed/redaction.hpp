#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// Takes secrets out of text: each occurrence becomes "REDACTED", also where it is
/// percent-encoded, escaped for JSON, or inside something in base64.
class redaction {
public:
    redaction() = default;
    /// Empty secrets are passed over.
    explicit redaction(const std::vector<std::string>& secrets);

    std::string operator()(std::string_view text) const;
    bool finds_any(std::string_view text) const;

    /// The size of the longest form; a stream of text holds one less back, see redacted_stream.
    std::size_t longest() const noexcept;

private:
    friend class redacted_stream;

    struct match {
        std::size_t at;
        std::size_t size;
    };
    match find(std::string_view text) const;

    std::vector<std::string> forms_; // the longest first
};

/// Those of the secrets that have eight characters at least: for what others sent. A shorter one is
/// a word there ("test" is in "the latest"), and no key that anybody gives out.
std::vector<std::string> unlike_words(std::vector<std::string> secrets);

/// Text in pieces, redacted as if it were one. `rules` outlives it.
class redacted_stream {
public:
    explicit redacted_stream(const redaction& rules) : rules_(&rules) {}

    /// What is certain by now.
    std::string write(std::string_view piece);
    std::string finish();
    /// Whether there was something to take out.
    bool found() const noexcept { return found_; }

private:
    std::string take(std::size_t held_back);

    const redaction* rules_;
    std::string pending_;
    bool found_ = false;
};

} // namespace seedbed
