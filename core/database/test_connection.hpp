#pragma once

#include <seedbed/session.hpp>

#include <memory>
#include <stop_token>
#include <string>

namespace seedbed::database {

/// One connection for many transactions, one after the other, each of which is ODB's current one on
/// this thread while it is open. Destroyed, it rolls back the one that is open. A stop request
/// cancels the statement that is running on the server.
class test_connection {
public:
    /// Throws error(failure::database) when the database cannot be reached.
    test_connection(const std::string& conninfo, const std::stop_token& stop);
    ~test_connection();
    test_connection(const test_connection&) = delete;
    test_connection& operator=(const test_connection&) = delete;

    /// The session, for statements inside and between transactions.
    const session& active_session() const;

    /// Throws error(failure::database) when the server has ended the connection.
    void check_alive() const;

    bool in_transaction() const;
    void begin();
    void commit();
    /// Also where a statement has ended the transaction on the server.
    void roll_back();

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace seedbed::database
