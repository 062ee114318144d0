#include <seedbed/error.hpp>
#include <seedbed/fake.hpp>
#include <seedbed/permutation.hpp>
#include <seedbed/random.hpp>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace seedbed;

namespace {

const random_key key = derive_key(7, "fake_test");

person person_of_row(std::uint64_t row, const std::string& locale) {
    seedbed::random r(key, row);
    return fake(r).person_in(find_locale(locale));
}

// The most frequent first.
std::vector<std::pair<std::string, int>> ranking(const std::map<std::string, int>& counts) {
    std::vector<std::pair<std::string, int>> ranked(counts.begin(), counts.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& left, const auto& right) {
        return left.second > right.second;
    });
    return ranked;
}

struct census {
    std::map<std::string, int> women;
    std::map<std::string, int> men;
    std::map<std::string, int> families;
    int number_of_women = 0;
};

constexpr int census_size = 20000;

census take_census(const std::string& locale) {
    census counted;
    for (int row = 0; row < census_size; ++row) {
        const person each = person_of_row(static_cast<std::uint64_t>(row), locale);
        ++(each.sex == gender::female ? counted.women : counted.men)[each.given_name];
        ++counted.families[each.family_name];
        counted.number_of_women += each.sex == gender::female ? 1 : 0;
    }
    return counted;
}

bool is_local_part(const std::string& text) {
    const auto allowed = [](unsigned char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '.' || letter == '_';
    };
    return !text.empty() && text.size() <= 64 && text.find("..") == std::string::npos &&
           text.front() != '.' && text.back() != '.' &&
           std::all_of(text.begin(), text.end(), allowed);
}

person named(const std::string& given, const std::string& family, const std::string& locale) {
    return {given, family, "", gender::female, locale};
}

std::set<std::string> local_parts(const person& someone) {
    std::set<std::string> seen;
    for (std::uint64_t row = 0; row < 200; ++row) {
        seedbed::random r(key, row);
        std::string part = fake(r).email_local_part(someone);
        while (!part.empty() && std::isdigit(static_cast<unsigned char>(part.back())) != 0) {
            part.pop_back();
        }
        seen.insert(part);
    }
    return seen;
}

std::string sentence_of_row(std::uint64_t row,
                            const std::string& text,
                            const vocabulary& words,
                            given_words given = {}) {
    seedbed::random r(key, row);
    return fake(r).sentence(text, words, given);
}

template <class Action>
std::string complaint(Action action) {
    try {
        action();
    } catch (const error& problem) {
        BOOST_TEST((problem.kind() == failure::seeding));
        return problem.what();
    }
    return "";
}

const vocabulary no_words{};

} // namespace

BOOST_AUTO_TEST_SUITE(fake_test)

BOOST_AUTO_TEST_CASE(a_person_is_a_function_of_the_row_alone) {
    std::vector<std::string> forward;
    for (std::uint64_t row = 0; row < 50; ++row) {
        forward.push_back(person_of_row(row, "en_AU").full_name());
    }
    for (std::uint64_t row = 50; row-- > 0;) {
        BOOST_TEST(person_of_row(row, "en_AU").full_name() == forward[row]);
    }
}

BOOST_AUTO_TEST_CASE(people_stay_who_they_are_from_one_release_to_the_next) {
    const std::vector<std::pair<std::string, std::string>> expected{
        {"de_DE", "Nina Werner, nwerner10001@example.net"},
        {"en_AU", "Charlotte Clarke, cclarke10001@example.net"},
        {"en_GB", "Zoe Scott, zscott10001@example.net"},
        {"en_US", "Sandra Scott, sscott10001@example.net"},
        {"es_ES", "Gloria Navarro Marín, gnavarro10001@example.org"},
        {"fr_FR", "Inès Muller, imuller10001@example.net"},
        {"it_IT", "Giovanna Ferrara, gferrara10001@example.net"},
    };
    for (const auto& [locale, name_and_address] : expected) {
        seedbed::random r(key, 1);
        fake f(r);
        const person someone = f.person_in(find_locale(locale));
        BOOST_TEST(someone.full_name() + ", " + f.unique_email(someone, 10001) == name_and_address);
    }
}

BOOST_AUTO_TEST_CASE(every_locale_has_many_names_and_the_common_ones_lead) {
    struct expectation {
        std::string locale;
        std::string top_family;
    };
    const std::vector<expectation> cases{{"en_AU", "Smith"},
                                         {"en_US", "Smith"},
                                         {"en_GB", "Smith"},
                                         {"de_DE", "Müller"},
                                         {"fr_FR", "Martin"},
                                         {"es_ES", "García"},
                                         {"it_IT", "Rossi"}};
    for (const expectation& each : cases) {
        BOOST_TEST_CONTEXT(each.locale) {
            const census counted = take_census(each.locale);
            BOOST_TEST(counted.women.size() >= 40U);
            BOOST_TEST(counted.men.size() >= 40U);
            BOOST_TEST(counted.families.size() >= 60U);
            const auto families = ranking(counted.families);
            BOOST_TEST(families.front().first == each.top_family);
            BOOST_TEST(families.front().second > 2 * families[39].second);
            BOOST_TEST(families.front().second < census_size / 10);
        }
    }
}

BOOST_AUTO_TEST_CASE(women_and_men_are_about_as_many_and_given_names_fit) {
    const census counted = take_census("de_DE");
    BOOST_TEST(counted.number_of_women > census_size * 48 / 100);
    BOOST_TEST(counted.number_of_women < census_size * 52 / 100);
    BOOST_TEST(counted.women.count("Julia") == 1U);
    BOOST_TEST(counted.men.count("Julia") == 0U);
    BOOST_TEST(counted.men.count("Thomas") == 1U);
    BOOST_TEST(counted.women.count("Thomas") == 0U);
}

BOOST_AUTO_TEST_CASE(communities_have_their_share_with_names_that_fit) {
    int nguyens = 0;
    int local_nguyens = 0;
    const std::set<std::string> australian{"Sarah",
                                           "Jessica",
                                           "Michelle",
                                           "Emily",
                                           "Michael",
                                           "David",
                                           "Matthew",
                                           "Daniel",
                                           "Jennifer",
                                           "James"};
    for (std::uint64_t row = 0; row < census_size; ++row) {
        const person each = person_of_row(row, "en_AU");
        if (each.family_name == "Nguyen") {
            ++nguyens;
            local_nguyens += australian.count(each.given_name) != 0 ? 1 : 0;
        }
    }
    BOOST_TEST(nguyens > census_size / 250);
    BOOST_TEST(nguyens < census_size / 50);
    BOOST_TEST(local_nguyens > 0);
    BOOST_TEST(local_nguyens < nguyens / 2);
}

BOOST_AUTO_TEST_CASE(spaniards_carry_two_family_names) {
    const person spaniard = person_of_row(3, "es_ES");
    BOOST_TEST(!spaniard.second_family_name.empty());
    BOOST_TEST(spaniard.full_name() == spaniard.given_name + " " + spaniard.family_name + " " +
                                           spaniard.second_family_name);
    const person italian = person_of_row(3, "it_IT");
    BOOST_TEST(italian.full_name() == italian.given_name + " " + italian.family_name);
}

BOOST_AUTO_TEST_CASE(a_locale_goes_with_its_time_zones_and_currency) {
    std::map<std::string, std::string> currencies{
        {"en_AU", "AUD"}, {"en_US", "USD"}, {"en_GB", "GBP"}};
    for (const char* euro_locale : {"de_DE", "fr_FR", "es_ES", "it_IT"}) {
        currencies[euro_locale] = "EUR";
    }
    BOOST_TEST(locales().size() == currencies.size());
    for (const locale_profile& locale : locales()) {
        BOOST_TEST(locale.currency == currencies.at(std::string(locale.code)));
        double sum = 0.0;
        for (const weighted_zone& zone : locale.time_zones) {
            sum += zone.weight;
        }
        BOOST_TEST(sum == 1.0, boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(time_zones_are_drawn_by_their_weight) {
    const locale_profile& australia = find_locale("en_AU");
    std::map<std::string_view, int> counts;
    for (std::uint64_t row = 0; row < 10000; ++row) {
        seedbed::random r(key, row);
        ++counts[fake(r).time_zone_in(australia)];
    }
    for (const weighted_zone& zone : australia.time_zones) {
        BOOST_TEST_INFO(zone.name);
        BOOST_TEST(counts[zone.name] / 10000.0 == zone.weight, boost::test_tools::tolerance(0.25));
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_locale_is_refused_with_the_known_ones) {
    try {
        find_locale("en_NZ");
        BOOST_FAIL("en_NZ was found");
    } catch (const error& problem) {
        BOOST_TEST((problem.kind() == failure::usage));
        BOOST_TEST(problem.what() == std::string("unknown locale 'en_NZ'; use one of de_DE, en_AU, "
                                                 "en_GB, en_US, es_ES, fr_FR, it_IT"));
    }
}

BOOST_AUTO_TEST_CASE(an_address_is_made_of_the_name) {
    using parts = std::set<std::string>;
    BOOST_TEST((local_parts(named("Olivia", "Hartley", "en_AU")) ==
                parts{"olivia.hartley", "ohartley", "olivia_hartley"}));
    BOOST_TEST((local_parts(named("Sean", "O'Brien", "en_AU")) ==
                parts{"sean.obrien", "sobrien", "sean_obrien"}));
    BOOST_TEST((local_parts(named("Jürgen", "Weiß", "de_DE")) ==
                parts{"juergen.weiss", "jweiss", "juergen_weiss"}));
    BOOST_TEST((local_parts(named("Élodie", "Lefèvre", "fr_FR")) ==
                parts{"elodie.lefevre", "elefevre", "elodie_lefevre"}));
    BOOST_TEST((local_parts(named("Óscar", "Muñoz", "es_ES")) ==
                parts{"oscar.munoz", "omunoz", "oscar_munoz"}));
    BOOST_TEST((local_parts(named("Anna", "De Luca", "it_IT")) ==
                parts{"anna.deluca", "adeluca", "anna_deluca"}));
}

BOOST_AUTO_TEST_CASE(an_address_is_valid_for_any_name) {
    const std::vector<person> people{named("", "", "en_AU"),
                                     named("李", "王", "en_AU"),
                                     named("Wei", "王", "en_AU"),
                                     named("", "O'Brien-Smith", "en_AU"),
                                     named("R2 D2", "\xff\xfe", "en_AU"),
                                     named(std::string(300, 'A'), std::string(300, 'Z'), "en_AU"),
                                     named(std::string(300, 'A'), "ßßßßßßßßßßßßßßßß", "de_DE")};
    for (const person& someone : people) {
        for (std::uint64_t row = 0; row < 50; ++row) {
            seedbed::random r(key, row);
            fake f(r);
            const std::string part = f.email_local_part(someone);
            const std::string address = f.unique_email(someone, ~std::uint64_t{0});
            BOOST_TEST_INFO(part << " and " << address);
            BOOST_TEST(is_local_part(part));
            BOOST_TEST(is_local_part(address.substr(0, address.find('@'))));
        }
    }
}

BOOST_AUTO_TEST_CASE(different_numbers_give_different_addresses_even_for_namesakes) {
    const permutation numbers(key, 90000);
    std::set<std::string> addresses;
    std::set<std::string> seen_domains;
    constexpr std::uint64_t rows = 20000;
    for (std::uint64_t row = 0; row < rows; ++row) {
        seedbed::random r(key, row);
        fake f(r);
        const person someone =
            row % 2 == 0 ? named("Olivia", "Hartley", "en_AU") : f.person_in(find_locale("en_US"));
        const std::string address = f.unique_email(someone, numbers(row) + 10000);
        addresses.insert(address);
        seen_domains.insert(address.substr(address.find('@') + 1));
        BOOST_REQUIRE(is_local_part(address.substr(0, address.find('@'))));
    }
    BOOST_TEST(addresses.size() == rows);
    BOOST_TEST(seen_domains == (std::set<std::string>{"example.com", "example.net", "example.org"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_sentence_is_expanded_from_its_template) {
    const vocabulary words({{"signal", {"the moving averages cross", "{coin} {falls|rises}"}}},
                           {"coin"});
    std::set<std::string> seen;
    for (std::uint64_t row = 0; row < 200; ++row) {
        seen.insert(sentence_of_row(row,
                                    "{The strategy|This} buys {coin} when {signal}{| again}.",
                                    words,
                                    {{"coin", "BTC"}}));
    }
    std::set<std::string> expected;
    for (const std::string subject : {"The strategy", "This"}) {
        for (const std::string signal : {"the moving averages cross", "BTC falls", "BTC rises"}) {
            for (const std::string ending : {"", " again"}) {
                expected.insert(fmt::format("{} buys BTC when {}{}.", subject, signal, ending));
            }
        }
    }
    BOOST_TEST(seen == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(plain_text_and_nested_choices_are_kept_in_order) {
    BOOST_TEST(sentence_of_row(0, "", no_words).empty());
    BOOST_TEST(sentence_of_row(0, "a | b", no_words) == "a | b");
    std::set<std::string> seen;
    for (std::uint64_t row = 0; row < 100; ++row) {
        seen.insert(sentence_of_row(row, "<{a{1|2}|b}>", no_words));
    }
    BOOST_TEST(seen == (std::set<std::string>{"<a1>", "<a2>", "<b>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(given_text_stands_as_it_is_and_goes_before_phrases) {
    const vocabulary words{{"coin", {"ETH"}}};
    BOOST_TEST(sentence_of_row(0, "{coin}", words) == "ETH");
    BOOST_TEST(sentence_of_row(0, "{coin} {coin}", words, {{"coin", "{x|y}"}}) == "{x|y} {x|y}");
}

BOOST_AUTO_TEST_CASE(a_sentence_is_a_function_of_the_row_alone) {
    const std::string text = "{a|b|c|d} {a|b|c|d} {a|b|c|d} {a|b|c|d}";
    std::set<std::string> seen;
    for (std::uint64_t row = 0; row < 20; ++row) {
        const std::string once = sentence_of_row(row, text, no_words);
        BOOST_TEST(once == sentence_of_row(row, text, no_words));
        seen.insert(once);
    }
    BOOST_TEST(seen.size() > 10U);
}

BOOST_AUTO_TEST_CASE(a_wrong_template_is_refused_whatever_is_drawn) {
    const vocabulary words{{"coin", {"BTC"}}, {"side", {"buy", "sell"}}};
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"{coni}", "sentence template \"{coni}\": unknown slot 'coni'; known are: coin, side"},
        {"{coin|{coni}}",
         "sentence template \"{coin|{coni}}\": unknown slot 'coni'; known are: coin, side"},
        {"{}", "sentence template \"{}\": unknown slot ''; known are: coin, side"},
        {"a {coin", "sentence template \"a {coin\": a '{' is never closed"},
        {"a } b", "sentence template \"a } b\": a '}' closes nothing"},
    };
    for (const auto& [text, message] : wrong) {
        for (std::uint64_t row = 0; row < 20; ++row) {
            BOOST_TEST(complaint([&, &text = text] { sentence_of_row(row, text, words); }) ==
                       message);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_slot_that_should_be_given_is_missed_even_when_not_drawn) {
    const vocabulary words({{"signal", {"{coin} rises", "the market turns"}}}, {"coin"});
    for (std::uint64_t row = 0; row < 20; ++row) {
        BOOST_TEST(complaint([&] { sentence_of_row(row, "{signal}", words); }) ==
                   "sentence template \"{signal}\": unknown slot 'coin'; known are: signal");
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_vocabulary_is_refused_when_it_is_made) {
    BOOST_TEST(complaint([] {
                   vocabulary({{"coin", {}}});
               }) == "vocabulary: slot 'coin' has no phrases; give it one");
    BOOST_TEST(complaint([] {
                   vocabulary({{"a", {"{b}"}}});
               }) == "sentence template \"{b}\": unknown slot 'b'; known are: a");
    BOOST_TEST(complaint([] {
                   vocabulary({{"a", {"{b"}}});
               }) == "sentence template \"{b\": a '{' is never closed");
    BOOST_TEST(complaint([] {
                   vocabulary{{"a", {"x", "{b}"}}, {"b", {"y {{a}|z}", "{a}"}}, {"c", {"z"}}};
               }) == "vocabulary: of the slots a, b some use each other in a circle");
}

BOOST_AUTO_TEST_SUITE_END()
