#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::rss {

/// A feed's XML, parsed. The parser is pugixml: it knows no entities but XML's own five and
/// numbers, passes over any DTD, and never opens a file or a connection, so neither entity
/// expansion nor external entities exist here; and it keeps `&nbsp;`, which feeds write without
/// declaring it, where a stricter parser would give up the document.
class feed_document {
public:
    /// Throws error(failure::seeding) for more than 4 MiB, more than 64 levels, an encoding that
    /// is not read, and for what is no well-formed XML; an HTML page gets a message of its own.
    explicit feed_document(std::string_view bytes);

    /// The element at the root; never null.
    pugi::xml_node root() const;

private:
    void check_depth() const;

    pugi::xml_document document_;
};

/// The element's text and that of everything in it.
std::string text_of(const pugi::xml_node& element);

/// The name without its prefix: `feed` of `atom:feed`.
std::string_view local_name(const pugi::xml_node& element);

/// The child elements of that name, prefix included.
std::vector<pugi::xml_node> children(const pugi::xml_node& parent, const std::string& name);

} // namespace seedbed::rss
