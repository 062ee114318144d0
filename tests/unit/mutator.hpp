#pragma once

#include <seedbed/random.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace seedbed::test {

/// What parsers stumble over.
inline const std::array<std::string, 22> hostile = {std::string(1, '\0'),
                                                    "\xFF",
                                                    "\xC3",
                                                    "\xED\xA0\x80",
                                                    "<![CDATA[",
                                                    "]]>",
                                                    "<!--",
                                                    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
                                                    "&#0;",
                                                    "&#xD800;",
                                                    "&a;",
                                                    "<script>",
                                                    "\\u0000",
                                                    "\\ud83d",
                                                    "1e999",
                                                    "-0",
                                                    "null",
                                                    "{}",
                                                    "[[",
                                                    "99999999999999999999",
                                                    "\"",
                                                    "encoding='utf-16'"};

/// Changes a text in up to six places, in a way that its index decides.
class mutator {
public:
    explicit mutator(std::uint64_t index) : random_(seedbed::derive_key(42, "mutations"), index) {}

    std::string operator()(std::string text) {
        const std::int64_t changes = random_.between(1, 6);
        for (std::int64_t i = 0; i < changes && !text.empty(); ++i)
            change(text);
        return text;
    }

private:
    void change(std::string& text) {
        const std::size_t at = random_.below(text.size());
        const std::size_t length = random_.below(40);
        switch (random_.below(5)) {
        case 0:
            text[at] = static_cast<char>(random_.below(256));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, hostile.at(random_.below(hostile.size())));
            break;
        case 3:
            text.insert(random_.below(text.size()), text.substr(at, length * 8));
            break;
        default:
            text.resize(random_.chance(0.2) ? at : text.size());
        }
    }

    seedbed::random random_;
};

} // namespace seedbed::test
