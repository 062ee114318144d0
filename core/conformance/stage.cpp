#include "core/conformance/stage.hpp"

#include <seedbed/error.hpp>

#include <boost/beast/core/string.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace seedbed::conformance {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw error(failure::usage, fmt::format("{} cannot be read", file.string()));
    return {std::istreambuf_iterator<char>(in), {}};
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

/// JSON may write a slash as "\/".
std::string with_escaped_slashes(std::string text) {
    replace_all(text, "/", "\\/");
    return text;
}

good_answer answer_from(const json::object& exchange, const fs::path& directory) {
    good_answer read{.url = std::string(exchange.at("url").as_string()), .fields = {}, .body = {}};
    if (exchange.contains("error") || exchange.at("status").to_number<int>() != 200)
        throw error(failure::usage, "holds a failure; record again when the source is complete");
    for (const json::value& field : exchange.at("headers").as_array())
        if (const std::string name(field.at(0).as_string());
            boost::beast::iequals(name, "Content-Type"))
            read.fields.push_back(name + ": " + std::string(field.at(1).as_string()));
    read.body = text_of(directory / std::string(exchange.at("body").as_string()));
    return read;
}

template <class Change>
discovery::option_value with_addresses(const discovery::option_value& value, const Change& change) {
    if (const auto* text = std::get_if<std::string>(&value))
        return change(*text);
    auto list = std::get<std::vector<std::string>>(value);
    std::ranges::transform(list, list.begin(), change);
    return list;
}

bool holds_addresses(const discovery::option_value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return !origin_of(*text).empty();
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    return list != nullptr && std::ranges::any_of(*list, [](const std::string& each) {
               return !origin_of(each).empty();
           });
}

} // namespace

std::string origin_of(const std::string& address) {
    if (!address.starts_with("http://") && !address.starts_with("https://"))
        return {};
    return address.substr(0, address.find_first_of("/?#", address.find("://") + 3));
}

std::map<std::string, good_answer> read_answers(const fs::path& recording,
                                                const std::string& source) {
    std::map<std::string, good_answer> answers;
    const fs::path directory = recording / source;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(directory, none)) {
        if (!entry.path().filename().string().ends_with(".exchange.json"))
            continue;
        try {
            const json::value read = json::parse(text_of(entry.path()));
            good_answer answer = answer_from(read.as_object(), directory);
            answers.insert_or_assign(answer.url, answer);
        } catch (const std::exception& wrong) {
            throw error(failure::usage, fmt::format("{}: {}", entry.path().string(), wrong.what()));
        }
    }
    if (answers.empty())
        throw error(failure::usage,
                    fmt::format("the recording {} has no answer for {}; make one with seedbed "
                                "--only {} --record DIR",
                                recording.string(),
                                source,
                                source));
    return answers;
}

stage::stage(boost::asio::io_context& loop, const subject& subject, const redaction& secrets)
    : subject_(subject), secrets_(secrets),
      answers_(read_answers(*subject.recording, subject.name())),
      server_(loop, [this](const loopback::seen_request& seen) { return answer_to(seen); }) {
    for (const auto& [name, value] : subject.options)
        if (holds_addresses(value))
            with_addresses(value, [&](const std::string& address) {
                if (const std::string origin = origin_of(address);
                    !origin.empty() && std::ranges::find(origins_, origin) == origins_.end())
                    origins_.push_back(origin);
                return address;
            });
    for (auto& [url, answer] : answers_) {
        if (std::ranges::find(origins_, origin_of(url)) == origins_.end())
            throw error(failure::usage,
                        fmt::format("the recording has {}, and no option of {} has an address "
                                    "there; make the base URL an option (type text or list), and "
                                    "give it the value that it had in the recorded run",
                                    http::excerpt(url),
                                    subject.name()));
        answer.body = with_addresses_here(std::move(answer.body));
    }
}

changes stage::leading_here(const std::string& scheme, std::uint16_t port) const {
    changes made;
    for (const auto& [name, value] : subject_.options)
        if (holds_addresses(value))
            made.options[name] = with_addresses(value, [&](const std::string& address) {
                return leading_here(address, scheme, port == 0 ? server_.port() : port);
            });
    return made;
}

/// "https://api.example.com/v1" as "http://127.0.0.1:4711/0/v1".
std::string stage::leading_here(const std::string& address,
                                const std::string& scheme,
                                std::uint16_t port) const {
    const std::string origin = origin_of(address);
    const auto known = std::ranges::find(origins_, origin);
    if (known == origins_.end())
        return address;
    return fmt::format("{}://127.0.0.1:{}/{}{}",
                       scheme,
                       port,
                       known - origins_.begin(),
                       address.substr(origin.size()));
}

/// Documents name the addresses of further ones.
std::string stage::with_addresses_here(std::string body) const {
    std::set<std::string, std::greater<>> addresses; // longer ones before their beginnings
    for (const auto& [url, answer] : answers_)
        addresses.insert(url.substr(0, url.find('?')));
    for (const std::string& address : addresses) {
        const std::string here = leading_here(address, "http", server_.port());
        replace_all(body, address, here);
        replace_all(body, with_escaped_slashes(address), with_escaped_slashes(here));
    }
    return body;
}

/// "/0/v1?key=s3cr3t" as "https://api.example.com/v1?key=REDACTED".
std::optional<std::string> stage::recorded_address(const std::string& target) const {
    const std::size_t end = target.find_first_of("/?", 1);
    const std::string number = target.substr(1, end == std::string::npos ? end : end - 1);
    for (std::size_t i = 0; i < origins_.size(); ++i)
        if (number == std::to_string(i))
            return secrets_(origins_[i] + (end == std::string::npos ? "" : target.substr(end)));
    return std::nullopt;
}

void stage::remember_documents() {
    documents_.resize(order_.size());
    for (const auto& [address, place] : order_)
        documents_[place] = address;
}

void stage::play(script script) {
    script_ = std::move(script);
    requests_.clear();
    order_.clear();
    strangers_.clear();
}

loopback::answer stage::answer_to(const loopback::seen_request& seen) {
    const auto address = recorded_address(seen.target);
    const auto known = address ? answers_.find(*address) : answers_.end();
    if (seen.method != "GET" || known == answers_.end()) {
        strangers_.insert(address ? *address : secrets_(seen.target));
        return loopback::http_answer(404, "not in the recording");
    }
    const std::size_t document = order_.try_emplace(*address, order_.size()).first->second;
    const asked request{.target = seen.target, .time = ++requests_[*address], .document = document};
    const auto spoilt = script_ ? script_(known->second, request) : std::nullopt;
    return spoilt ? *spoilt : known->second.whole();
}

} // namespace seedbed::conformance
