#include "lexicon.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace seedbed::news {
namespace {

// Every form is written out: cutting endings off would take "listing" for a list and "fallout"
// for a fall. Words that are as often neutral (up, down, high, long, short, support, launch, buy,
// sell) are left out on purpose.

constexpr std::string_view very_good =
    "soar soars soared soaring skyrocket skyrockets skyrocketed skyrocketing surge surges surged "
    "surging moon moons mooning parabolic breakthrough triumph triumphs triumphed record_high "
    "time_high new_high new_highs record_highs time_highs ath explode explodes exploded "
    "thrive thrives thriving outperform outperforms outperformed outperforming";

constexpr std::string_view good =
    "rally rallies rallied rallying gain gains gained gaining jump jumps jumped jumping climb "
    "climbs climbed climbing rise rises rose rising rebound rebounds rebounded rebounding recover "
    "recovers recovered recovering recovery pump pumps pumped pumping bull bulls bullish uptrend "
    "optimistic upbeat strong stronger strongest strength strengthen strengthens growth "
    "grow grows grew growing expand expands expanded expanding expansion adopt adopts adopted "
    "adopting adoption approve approves approved approving approval approvals inflow inflows "
    "accumulate accumulates accumulated accumulating accumulation profit profits profitable win "
    "wins won winning winner winners success successful successfully boost boosts boosted boosting "
    "upgrade upgrades upgraded improve improves improved improving improvement milestone "
    "milestones breakout breakouts partner partners partnered partnership partnerships love loves "
    "cheer cheers cheered hope hopes hopeful confidence confident embrace embraces embraced "
    "embracing legalize legalizes legalized legalise legalises legalised secure secures secured "
    "record_inflows best better outpace outpaces outpaced reward rewards "
    "resilient resilience promising";

constexpr std::string_view bad =
    "fall falls fell falling drop drops dropped dropping slide slides slid sliding slip slips "
    "slipped slipping dip dips dipped dipping decline declines declined declining sink sinks sank "
    "sinking slump slumps slumped slumping retreat retreats retreated loss losses lose loses lost "
    "losing bear bears bearish downtrend weak weaker weakest weakness weaken weakens fear fears "
    "feared worry worries worried worrying concern concerns concerned warn warns warned warning "
    "warnings risk risks risky threat threats threaten threatens threatened uncertain uncertainty "
    "volatile turmoil trouble troubled crisis struggle struggles struggled struggling stall stalls "
    "stalled outflow outflows sell_off sell_offs selloff selloffs liquidate liquidates liquidated "
    "liquidation liquidations delist delists delisted delisting lawsuit lawsuits sue sues sued "
    "suing probe probes probed investigate investigates investigated investigation investigations "
    "subpoena subpoenas charges charged fined penalty penalties sanction sanctions "
    "sanctioned seize seizes seized seizure reject rejects rejected rejecting rejection delay "
    "delays delayed delaying halt halts halted suspend suspends suspended suspension fail fails "
    "failed failing failure vulnerable vulnerability vulnerabilities bug bugs outage outages slam "
    "slams slammed criticize criticizes criticized criticise criticises criticised pessimism "
    "pessimistic grim worst worse controversy controversial layoff layoffs bribe bribery "
    "record_low record_lows record_outflows";

constexpr std::string_view very_bad =
    "crash crashes crashed crashing plunge plunges plunged plunging plummet plummets plummeted "
    "plummeting tumble tumbles tumbled tumbling collapse collapses collapsed collapsing hack hacks "
    "hacked hacker hackers exploit exploits exploited breach breaches breached scam scams scammer "
    "scammers scammed fraud frauds fraudulent theft thefts steal steals stole stolen rug_pull "
    "rug_pulls rugpull ponzi launder launders laundered laundering phishing bankrupt bankruptcy "
    "insolvent insolvency ban bans banned banning arrest arrests arrested guilty jail jailed "
    "prison convicted terror terrorism terrorist terrorists panic panics bloodbath capitulation "
    "capitulate capitulates wipeout dump dumps dumped dumping meltdown ransomware malware";

// "Stops" and "ends" are not here: more often they are bad news themselves than the end of it.
constexpr std::string_view negating =
    "no not never none nobody without neither nor cannot hardly unlikely despite avoid avoids "
    "avoided avoiding deny denies denied denying dismiss dismisses dismissed prevent prevents "
    "prevented preventing fail fails failed failing";

template <class Take>
void each_word(std::string_view list, Take take) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        std::string word(list.substr(0, end));
        for (char& c : word)
            c = c == '_' ? ' ' : c;
        take(std::move(word));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

const std::map<std::string, int, std::less<>>& weights() {
    static const auto all = [] {
        std::map<std::string, int, std::less<>> made;
        const auto add = [&made](std::string_view list, int weight) {
            each_word(list, [&](std::string word) { made.emplace(std::move(word), weight); });
        };
        add(very_good, 2);
        add(good, 1);
        add(bad, -1);
        add(very_bad, -2);
        return made;
    }();
    return all;
}

const std::set<std::string, std::less<>>& negations() {
    static const auto all = [] {
        std::set<std::string, std::less<>> made;
        each_word(negating, [&made](std::string word) { made.insert(std::move(word)); });
        return made;
    }();
    return all;
}

} // namespace

int weight_of(std::string_view words) {
    const auto found = weights().find(words);
    return found == weights().end() ? 0 : found->second;
}

bool negates(std::string_view word) {
    return word.ends_with("n't") || negations().contains(word);
}

} // namespace seedbed::news
