#pragma once

#include <seedbed/session.hpp>

#include <string>

namespace ohmycoins::agents {

/// Finds out later whether a transaction was committed.
class transaction_outcome {
public:
    /// Remembers the transaction that the session is in now.
    explicit transaction_outcome(const seedbed::session& session);

    /// Asks the server, on the same connection; false as well where it cannot be asked.
    bool committed() const;

private:
    PGconn* connection_;
    std::string id_;
};

} // namespace ohmycoins::agents
