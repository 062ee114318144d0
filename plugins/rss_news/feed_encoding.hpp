#pragma once

#include <string>
#include <string_view>

namespace seedbed::rss {

/// An XML document's bytes as UTF-8, by its byte order mark, else by the encoding that its
/// declaration names: UTF-8, UTF-16, US-ASCII, ISO-8859-1 or windows-1252. (The second to last is
/// read as the last, as browsers do.) Without either it is UTF-8. Throws error(failure::seeding)
/// for any other encoding, naming it.
std::string decode_document(std::string_view bytes);

} // namespace seedbed::rss
