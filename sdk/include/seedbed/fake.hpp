#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Believable people and sentences. Everything is drawn from the row's own random numbers and from
/// tables inside the library: no state, no I/O, equal on every machine; all of it may be used on
/// any thread.
namespace seedbed {

class random;

namespace detail {
struct locale_names;
}

enum class gender { female, male };

struct weighted_zone {
    std::string_view name; ///< IANA name, "Australia/Sydney"
    double weight;         ///< about the share of the country's people who live by it; sums to 1
};

/// What belongs together for people of one country. Refers to static tables.
struct locale_profile {
    std::string_view code; ///< "en_AU"
    std::span<const weighted_zone> time_zones;
    std::string_view currency; ///< ISO 4217
    const detail::locale_names* names;
};

/// en_AU, en_US, en_GB, de_DE, fr_FR, es_ES, it_IT, by code.
std::span<const locale_profile> locales() noexcept;

/// Throws error(failure::usage) with the known codes for any other.
const locale_profile& find_locale(std::string_view code);

/// A person whose names fit each other, their gender and their country.
struct person {
    std::string given_name;
    std::string family_name;
    std::string second_family_name; ///< the mother's, where people carry one (es_ES); else empty
    gender sex = gender::female;
    std::string locale; ///< the code of the locale

    std::string full_name() const; ///< UTF-8, "Olivia Hartley"
};

/// The phrases that a sentence's slots stand for: slot -> phrases, each as likely as its neighbour
/// (repeat one to make it likelier). A phrase is a template too and may use other slots.
///
/// Construction throws error(failure::seeding) for a slot without phrases, a phrase that is no
/// template, a slot that is unknown, and slots that use each other in a circle.
class vocabulary {
public:
    using phrase_map = std::map<std::string, std::vector<std::string>, std::less<>>;

    /// vocabulary words{{"side", {"buys", "sells"}}, {"mood", {"calm", "nervous"}}};
    vocabulary(std::initializer_list<phrase_map::value_type> phrases);

    /// `given` names slots that the phrases use and whose text comes with each sentence: a row's
    /// coin, its price.
    vocabulary(phrase_map phrases, std::vector<std::string> given);

    const phrase_map& phrases() const noexcept { return phrases_; }
    const std::vector<std::string>& given() const noexcept { return given_; }

private:
    phrase_map phrases_;
    std::vector<std::string> given_;
};

/// Slots with the text that they have in one sentence. It stands as it is, braces and all, and goes
/// before the vocabulary's phrases.
using given_words = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Draws people, addresses and sentences from one row's random numbers. Each call takes some draws;
/// give each purpose of a row its own lane (random::lane) to keep the others as they are when one
/// changes. Holds a reference: `r` must outlive it. One object is for one thread at a time.
class fake {
public:
    explicit fake(random& r) noexcept : random_(r) {}

    /// Names as common as they are there: most of the long-established ones, and of the larger
    /// communities from elsewhere (an Australian may be Olivia Nguyen or Wei Zhang).
    ///
    /// The tables hold names that national statistics offices list among the most common, in about
    /// that order, from general knowledge. A name of rank r (from 1) weighs 1 / (r + q), the
    /// Zipf-Mandelbrot law with exponent 1; q is 15 for given names, and 9 for family names where
    /// these are as spread as in English (the first is then about 7 times the sixtieth, as in the
    /// US census), less where few names cover many people.
    person person_in(const locale_profile& locale);

    /// One of the locale's time zones, by its weight; static storage.
    std::string_view time_zone_in(const locale_profile& locale);

    /// What stands before the at sign: "olivia.hartley", "ohartley", "olivia_hartley",
    /// "olivia.hartley84". Lower-case ASCII letters, digits, '.' and '_', at most 64 characters,
    /// valid for any name. Several people may get the same one.
    std::string email_local_part(const person& someone);

    /// "olivia.hartley84213@example.com": as above, then the number. Different numbers give
    /// different addresses whatever the names: take them from a permutation of the rows. The
    /// domains are example.com, example.org and example.net, which RFC 2606 keeps free.
    std::string unique_email(const person& someone, std::uint64_t number);

    /// Expands a template: "{slot}" becomes one of the slot's phrases, "{this|that|}" one of its
    /// parts (an empty one for nothing); both nest. Each occurrence draws anew, so what must stay
    /// the same within a sentence is given:
    ///
    ///     f.sentence("{The strategy|This approach} buys {coin} when {signal}", words,
    ///                {{"coin", "BTC"}})
    ///
    /// Throws error(failure::seeding) for a slot that is neither given nor in the vocabulary (in a
    /// part that is not drawn, too), and for braces that do not match.
    std::string sentence(std::string_view text, const vocabulary& words, given_words given = {});

private:
    random& random_;
};

} // namespace seedbed
