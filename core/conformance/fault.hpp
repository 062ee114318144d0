#pragma once

#include "core/conformance/stage.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// What a source is to make of a fault. Rows are compared with those of good answers.
enum class expectation {
    same,        ///< the same rows: the fault does no harm, or passes
    unavailable, ///< no row; it may have an answer tomorrow
    refused,     ///< no row; nothing changes before something is done, and nobody asks twice
    malformed,   ///< no row; what came is not what the contract says
    nothing,     ///< no row; any outcome that is no success
    one_row,     ///< the same rows but one, which is missing or otherwise
    one_row_or_document, ///< the same, or the document is refused as a whole, and that is told
    told, ///< no success without a word: rejected records are counted, or there is none
    some, ///< no more rows than the good ones; complete only if they are the same
};

/// Which answers are spoilt.
enum class reach {
    every,
    first_time, ///< of each address
    first_document,
    later_documents,
};

/// One thing that an API or the way to it does wrong.
struct fault {
    std::string id;   ///< "status-503"
    std::string what; ///< "answers 503", for a sentence about the server
    conformance::reach reach = reach::every;
    expectation expected = expectation::same;
    std::function<std::optional<loopback::answer>(const good_answer&, const asked&)> spoil;
    std::size_t most_requests = 3; ///< of an address
};

/// Faults of connections, of HTTP and of statuses.
std::vector<fault> wire_faults();

/// Documents that are wrong as a whole.
std::vector<fault> document_faults(const std::string& secret);

/// Records that are wrong in a document that is otherwise right. Several faults have the same id
/// where they do the same to different members. None for what is no JSON.
std::vector<fault> record_faults(const good_answer& document);

/// Answers that fail behind the first one.
std::vector<fault> late_faults();

/// What the fault makes of an answer; nothing where it leaves it alone.
std::optional<loopback::answer>
apply(const fault& fault, const good_answer& good, const asked& request);

} // namespace seedbed::conformance
