#pragma once

#include <seedbed/session.hpp>

#include <memory>
#include <stop_token>
#include <string>

namespace seedbed::database {

/// A connection of its own with one transaction on it, which ODB works in, too: it is ODB's current
/// one on this thread until it is destroyed, and then the one before it is again. Destroyed without
/// commit, it rolls back. A stop request cancels the statement that is running on the server.
class connected_transaction {
public:
    /// Throws error(failure::database) when the database cannot be reached.
    connected_transaction(const std::string& conninfo, const std::stop_token& stop);
    ~connected_transaction();
    connected_transaction(const connected_transaction&) = delete;
    connected_transaction& operator=(const connected_transaction&) = delete;

    const session& active_session() const;

    void commit();

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace seedbed::database
