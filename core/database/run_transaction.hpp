#pragma once

#include "core/database/connected_transaction.hpp"

#include <functional>
#include <stop_token>
#include <string>

namespace seedbed::database {

/// The run's one connection and its one transaction. Destroyed without commit, it rolls back.
/// A stop request cancels the statement that is running on the server.
class run_transaction {
public:
    /// Connects, begins, and waits for other seedbed runs on the same database to end;
    /// `on_wait` is called once if there is one. Throws error(failure::database).
    run_transaction(const std::string& conninfo,
                    const std::stop_token& stop,
                    const std::function<void()>& on_wait);

    const session& active_session() const { return transaction_.active_session(); }

    /// One savepoint at a time: set one, then release it or roll back to it.
    void set_savepoint();
    void release_savepoint();
    void roll_back_to_savepoint();

    void commit() { transaction_.commit(); }

private:
    connected_transaction transaction_;
};

} // namespace seedbed::database
