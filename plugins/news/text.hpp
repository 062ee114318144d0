#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace seedbed::news {

/// Text from elsewhere made fit for a text column: what is not valid UTF-8 becomes U+FFFD, control
/// characters other than line breaks and tabs go, and so does white space at both ends.
std::string storable(std::string_view text);

/// The same on one line: white space of any kind becomes one blank; invisible characters go, save
/// those that join and colour emoji.
std::string one_line(std::string_view text);

/// What a browser would show of a piece of HTML, on one line: tags, comments, scripts and styles
/// removed, character references (numbers, and the names that feeds use) decoded. A '<' that
/// begins no tag (html_tags.hpp) stays with what is behind it: "BTC<ETH". So does a reference that
/// is unknown.
std::string plain_text(std::string_view html);

/// The first `characters` of valid UTF-8.
std::string cut(std::string_view text, std::size_t characters);

/// Whether it is an absolute http or https address of a host, of at most 2,000 bytes, without
/// white space or control characters.
bool is_web_address(std::string_view text);

/// Appends a code point as UTF-8; U+FFFD for what is none.
void append_utf8(std::string& text, char32_t code_point);

} // namespace seedbed::news
