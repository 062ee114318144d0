#include <seedbed/error.hpp>
#include <seedbed/fake.hpp>
#include <seedbed/random.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace seedbed {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
    throw error(failure::seeding, fmt::format("sentence template \"{}\": {}", text, why));
}

// The position of the brace that closes the one at `open`.
std::size_t closing_brace(std::string_view text, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return i;
        }
    }
    refuse(text, "a '{' is never closed");
}

// What stands between the bars outside of inner braces; one part when there is no bar.
std::vector<std::string_view> alternatives(std::string_view inside) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == '{') {
            i = closing_brace(inside, i);
        } else if (inside[i] == '|') {
            parts.push_back(inside.substr(start, i - start));
            start = i + 1;
        }
    }
    parts.push_back(inside.substr(start));
    return parts;
}

// Takes a template apart from left to right: plain text, slots, and choices between templates.
template <class Plain, class Slot, class Choice>
void take_apart(std::string_view text, Plain plain, Slot slot, Choice choice) {
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t brace = std::min(text.find_first_of("{}", start), text.size());
        plain(text.substr(start, brace - start));
        if (brace == text.size()) {
            return;
        }
        if (text[brace] == '}') {
            refuse(text, "a '}' closes nothing");
        }
        const std::size_t end = closing_brace(text, brace);
        const auto parts = alternatives(text.substr(brace + 1, end - brace - 1));
        if (parts.size() == 1) {
            slot(parts.front());
        } else {
            choice(parts);
        }
        start = end + 1;
    }
}

// Calls `visit` with every slot of the template, in parts that a sentence does not draw, too.
template <class Visit>
void visit_slots(std::string_view text, const Visit& visit) {
    take_apart(
        text,
        [](std::string_view) {},
        visit,
        [&](const std::vector<std::string_view>& parts) {
            for (const std::string_view part : parts) {
                visit_slots(part, visit);
            }
        });
}

[[noreturn]] void refuse_slot(std::string_view text,
                              std::string_view slot,
                              const vocabulary& words,
                              std::vector<std::string> known) {
    for (const auto& [name, phrases] : words.phrases()) {
        known.push_back(name);
    }
    std::sort(known.begin(), known.end());
    refuse(text, fmt::format("unknown slot '{}'; known are: {}", slot, fmt::join(known, ", ")));
}

using slot_set = std::set<std::string, std::less<>>;

void refuse_circles(std::map<std::string, slot_set> uses) {
    const auto is_settled = [&](const auto& entry) {
        return std::none_of(entry.second.begin(), entry.second.end(), [&](const auto& used) {
            return uses.count(used) != 0;
        });
    };
    while (!uses.empty()) {
        const auto settled = std::find_if(uses.begin(), uses.end(), is_settled);
        if (settled == uses.end()) {
            std::vector<std::string> names;
            names.reserve(uses.size());
            for (const auto& [name, used] : uses) {
                names.push_back(name);
            }
            throw error(failure::seeding,
                        fmt::format("vocabulary: of the slots {} some use each other in a circle",
                                    fmt::join(names, ", ")));
        }
        uses.erase(settled);
    }
}

class expansion {
public:
    expansion(const vocabulary& words, given_words given, random& r)
        : words_(words), given_(given), random_(r) {}

    void check(std::string_view text) const {
        const auto require = [&](std::string_view slot) {
            if (given(slot) == nullptr && !words_.phrases().contains(slot)) {
                std::vector<std::string> names;
                for (const auto& [name, word] : given_) {
                    names.emplace_back(name);
                }
                refuse_slot(text, slot, words_, std::move(names));
            }
        };
        visit_slots(text, require);
        for (const std::string& slot : words_.given()) {
            require(slot);
        }
    }

    void expand(std::string_view text) {
        take_apart(
            text,
            [&](std::string_view plain) { sentence_ += plain; },
            [&](std::string_view slot) { fill(slot); },
            [&](const std::vector<std::string_view>& parts) { expand(random_.pick(parts)); });
    }

    std::string take() { return std::move(sentence_); }

private:
    void fill(std::string_view slot) {
        if (const std::string_view* word = given(slot)) {
            sentence_ += *word;
            return;
        }
        expand(random_.pick(words_.phrases().find(slot)->second));
    }

    const std::string_view* given(std::string_view slot) const {
        for (const auto& [name, word] : given_) {
            if (name == slot) {
                return &word;
            }
        }
        return nullptr;
    }

    const vocabulary& words_;
    given_words given_;
    random& random_;
    std::string sentence_;
};

} // namespace

vocabulary::vocabulary(std::initializer_list<phrase_map::value_type> phrases)
    : vocabulary(phrase_map(phrases), {}) {}

vocabulary::vocabulary(phrase_map phrases, std::vector<std::string> given)
    : phrases_(std::move(phrases)), given_(std::move(given)) {
    std::map<std::string, slot_set> uses;
    for (const auto& [slot, choices] : phrases_) {
        if (choices.empty()) {
            throw error(failure::seeding,
                        fmt::format("vocabulary: slot '{}' has no phrases; give it one", slot));
        }
        for (const std::string& phrase : choices) {
            visit_slots(phrase, [&, &slot = slot](std::string_view used) {
                const bool is_given = std::find(given_.begin(), given_.end(), used) != given_.end();
                if (!is_given && !phrases_.contains(used)) {
                    refuse_slot(phrase, used, *this, given_);
                }
                uses[slot].emplace(used);
            });
        }
    }
    refuse_circles(std::move(uses));
}

std::string fake::sentence(std::string_view text, const vocabulary& words, given_words given) {
    expansion expansion(words, given, random_);
    expansion.check(text);
    expansion.expand(text);
    return expansion.take();
}

} // namespace seedbed
