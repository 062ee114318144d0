#include "feed_document.hpp"

#include "feed_encoding.hpp"
#include "news/words.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cstddef>

namespace seedbed::rss {
namespace {

constexpr std::size_t most_bytes = 4'194'304;
constexpr int most_levels = 64;

[[noreturn]] void refuse(const std::string& why) {
    throw error(failure::seeding, why);
}

/// `text` without white space before it.
bool looks_like_html(std::string_view text) {
    const std::string begin = news::lower_case(text.substr(0, 20));
    return begin.starts_with("<!doctype html") || begin.starts_with("<html");
}

class depth_walker : public pugi::xml_tree_walker {
public:
    bool for_each(pugi::xml_node& /*node*/) override { return depth() < most_levels; }
};

class text_walker : public pugi::xml_tree_walker {
public:
    bool for_each(pugi::xml_node& node) override {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
            text += node.value();
        return true;
    }

    std::string text;
};

} // namespace

feed_document::feed_document(std::string_view bytes) {
    if (bytes.size() > most_bytes)
        refuse(fmt::format("the feed has {} bytes; {} are read at most", bytes.size(), most_bytes));
    const std::string text = decode_document(bytes);
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        refuse("the answer is empty");
    if (looks_like_html(std::string_view(text).substr(begin)))
        refuse("an HTML page came in place of a feed");
    const pugi::xml_parse_result parsed =
        document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        refuse(fmt::format(
            "the feed is no well-formed XML: {} at byte {}", parsed.description(), parsed.offset));
    check_depth();
    if (!root())
        refuse("the feed has no element at its root");
}

pugi::xml_node feed_document::root() const {
    return document_.document_element();
}

void feed_document::check_depth() const {
    depth_walker walker;
    pugi::xml_node document = document_;
    if (!document.traverse(walker))
        refuse(fmt::format("the feed is nested deeper than {} levels", most_levels));
}

std::string text_of(const pugi::xml_node& element) {
    text_walker walker;
    pugi::xml_node(element).traverse(walker);
    return walker.text;
}

std::string_view local_name(const pugi::xml_node& element) {
    const std::string_view name = element.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> children(const pugi::xml_node& parent, const std::string& name) {
    const auto range = parent.children(name.c_str());
    return {range.begin(), range.end()};
}

} // namespace seedbed::rss
