#pragma once

#include <seedbed/http.hpp>

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// What json_elements reads, and for whom.
struct json_element_options {
    /// The source and the call, for messages: "DefiLlama /protocols".
    std::string what;
    /// The members that lead from the root to the array: {"protocols"}. None: the root is it.
    std::vector<std::string> path{};
    /// Gets each element, valid inside the call. What it throws leaves write() or finish().
    std::function<void(const boost::json::value& element)> take;
    /// Told when the document begins again, after a retry: what was taken so far is void.
    std::function<void()> restart{};
    /// How many bytes of the document may be held in memory at one time.
    std::size_t most_held = 1'048'576; // 1 MiB
};

/// Reads the elements of one array of a JSON document that arrives in pieces, and holds no more
/// than the one that is being read; give it to http::client::get_into. Everything around the array
/// is checked and passed over. Include <boost/json.hpp> to use the elements.
///
/// Numbers that are no integers are the doubles nearest to their text, so that the shortest text
/// of such a double is the source's where that has 15 digits, or was itself written as the shortest
/// text of a double, as JavaScript does.
///
/// As strict as parse_json, with the same messages: error(failure::seeding) names `what`, the byte
/// and what is wrong there. In addition:
/// - an array or an object on the path that is of another type, or absent;
/// - an element, or the keys of objects that are open around the array, of more than `most_held`
///   bytes in memory (text, and 24 bytes for each value, 64 more for each key).
///
/// Elements are given out before the rest of the document is known: what was taken counts only
/// once finish() has returned.
class json_elements final : public http::body_sink {
public:
    explicit json_elements(json_element_options options);
    ~json_elements() override;
    json_elements(const json_elements&) = delete;
    json_elements& operator=(const json_elements&) = delete;

    /// Forgets everything, to read a document from its first byte.
    void begin() override;
    void write(std::string_view bytes) override;

    /// The document is over; gives the number of its elements.
    std::uint64_t finish();

private:
    class reader;

    json_element_options options_;
    bool is_fresh_ = true;
    std::unique_ptr<reader> reader_;
};

} // namespace seedbed
