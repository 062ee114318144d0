#include <seedbed/error.hpp>
#include <seedbed/text_array.hpp>

namespace seedbed {
namespace {

[[noreturn]] void refuse(std::string_view literal, const char* reason) {
    throw error(failure::database,
                "the array '" + std::string(literal) + "' cannot be read: " + reason);
}

std::string quote(std::string_view element) {
    std::string quoted = "\"";
    for (const char c : element) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

/// Takes one element from the front of `rest`.
std::string take_element(std::string_view& rest, std::string_view literal) {
    std::string element;
    const bool quoted = rest.front() == '"';
    if (quoted)
        rest.remove_prefix(1);
    for (; !rest.empty(); rest.remove_prefix(1)) {
        const char c = rest.front();
        if (quoted ? c == '"' : (c == ',' || c == '}'))
            break;
        if (c == '{' && !quoted)
            refuse(literal, "nested arrays are not supported");
        if (c == '\\')
            rest.remove_prefix(1);
        if (rest.empty())
            break;
        element += rest.front();
    }
    if (rest.empty())
        refuse(literal, "it ends too early");
    if (quoted)
        rest.remove_prefix(1);
    else if (element == "NULL")
        refuse(literal, "NULL elements are not supported");
    return element;
}

} // namespace

std::string text_array::to_literal() const {
    std::string literal = "{";
    for (const std::string& element : elements) {
        if (literal.size() > 1)
            literal += ',';
        literal += quote(element);
    }
    return literal + '}';
}

text_array text_array::from_literal(std::string_view literal) {
    std::string_view rest = literal;
    if (rest.size() < 2 || rest.front() != '{' || rest.back() != '}')
        refuse(literal, "it is not written as {...}");
    rest.remove_prefix(1);
    text_array array;
    if (rest == "}")
        return array;
    for (;;) {
        if (rest.empty())
            refuse(literal, "it ends too early");
        array.elements.push_back(take_element(rest, literal));
        if (rest.empty() || (rest.front() != ',' && rest != "}"))
            refuse(literal, "an element is followed by something else than a comma");
        if (rest == "}")
            return array;
        rest.remove_prefix(1);
    }
}

} // namespace seedbed
