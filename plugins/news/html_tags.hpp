#pragma once

#include <cstddef>
#include <string_view>

namespace seedbed::news {

/// A tag, comment or declaration at the beginning of a text; `size` 0 where there is none.
struct html_tag {
    std::size_t size = 0;  ///< bytes, brackets included
    std::string_view name; ///< as it is written; empty for a comment or a declaration
};

/// What begins `text` with '<', if it is markup and no sign of its own ("BTC<ETH", "P<E and E>P"):
///
/// - `<name …>` and `</name>` with the name of an HTML element; between name and '>' attributes,
///   `name=value` or one of HTML's that need no value. Inside of quotes a '>' ends nothing.
/// - `<!-- … -->`, `<!doctype …>`, `<![CDATA[…>` and `<?xml …>`.
///
/// One without its end is none, and neither is one of more than 4 KiB, so that nobody is kept busy
/// by a text of nothing but beginnings.
html_tag tag_at(std::string_view text);

} // namespace seedbed::news
