#pragma once

#include <boost/json/fwd.hpp>

#include <string_view>

namespace seedbed {

/// Parses the whole of `body`, an answer of someone else's server, as one JSON document; a byte
/// order mark before it is passed over. Include <boost/json.hpp> to use the value.
///
/// Throws error(failure::seeding) that says `what` (the source and the call, "CoinSpot /latest"),
/// the byte and what is wrong there: anything but strict JSON (comments, NaN, Infinity), a number
/// that no double holds (1e400), invalid UTF-8, a key twice in one object (which of the two would
/// count?), more than 32 levels. An empty body and HTML get messages of their own, as a
/// broken server sends them most. No text of the body is quoted except such a key.
boost::json::value parse_json(std::string_view body, std::string_view what);

/// As strict about a document that is no answer: a column's value, a line of input. Throws
/// error(failure::seeding) that says `what` ("configuration_json of algorithm …"), the byte and
/// what is wrong there.
boost::json::value parse_document(std::string_view text, std::string_view what);

} // namespace seedbed
