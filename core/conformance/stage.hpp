#pragma once

#include "core/conformance/subject.hpp"
#include "core/loopback/answer.hpp"
#include "core/loopback/server.hpp"

#include <seedbed/redaction.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// What a recording has of one address.
struct good_answer {
    std::string url;                 ///< as it was recorded, without secrets
    std::vector<std::string> fields; ///< of the answer's header, as lines
    std::string body;

    loopback::answer whole() const { return loopback::http_answer(200, body, fields); }
};

/// What the source asked for.
struct asked {
    std::string target;
    std::size_t time = 1;     ///< how often it has asked for this, with this one
    std::size_t document = 0; ///< its place among the addresses that the source asked for
};

/// Answers in the source's own words, or not: nothing means the good answer.
using script = std::function<std::optional<loopback::answer>(const good_answer&, const asked&)>;

/// Plays a source's servers on loopback from a recording, with what a script does to the answers.
/// The plugin gets there because its options that hold addresses are changed.
class stage {
public:
    /// Throws error(failure::usage) for a recording that cannot be played. `secrets` are what the
    /// source's requests hold.
    stage(boost::asio::io_context& loop, const subject& subject, const redaction& secrets);

    /// The options that lead the source here: to another port or scheme for what fails before a
    /// request does.
    changes leading_here(const std::string& scheme = "http", std::uint16_t port = 0) const;
    /// For the proxy variables: whoever asks for another host gets here, too.
    std::string url() const { return server_.url(""); }

    /// Begins to play; what was asked before is forgotten.
    void play(script script);

    /// How often each address was asked for.
    const std::map<std::string, std::size_t>& requests() const { return requests_; }
    /// Keeps in mind in which order the addresses were asked for just now.
    void remember_documents();
    std::size_t known_documents() const { return documents_.size(); }
    /// The answer to what the source asks for first; of no use before remember_documents().
    const good_answer& first_document() const { return answers_.at(documents_.front()); }
    /// Hosts that no option names, and addresses that the recording does not have.
    const std::set<std::string>& strangers() const { return strangers_; }

private:
    loopback::answer answer_to(const loopback::seen_request& seen);
    std::string
    leading_here(const std::string& address, const std::string& scheme, std::uint16_t port) const;
    std::optional<std::string> recorded_address(const std::string& target) const;
    std::string with_addresses_here(std::string body) const;

    const subject& subject_;
    const redaction& secrets_;
    std::vector<std::string> origins_; ///< "https://api.example.com", as the options name them
    std::map<std::string, good_answer> answers_;
    script script_;
    std::map<std::string, std::size_t> requests_;
    std::map<std::string, std::size_t> order_; ///< addresses, and when each was first asked for
    std::vector<std::string> documents_;
    std::set<std::string> strangers_;
    loopback::server server_;
};

/// The address's scheme, host and port; empty for what is no http address.
std::string origin_of(const std::string& address);

/// What the recording has of the source, by address. Throws error(failure::usage).
std::map<std::string, good_answer> read_answers(const std::filesystem::path& recording,
                                                const std::string& source);

} // namespace seedbed::conformance
