#include "core/database/connected_transaction.hpp"
#include "host.hpp"
#include "tests_database.hpp"

#include <seedbed/error.hpp>
#include <seedbed/testing/test_database.hpp>

#include <odb/pgsql/connection.hxx>
#include <odb/transaction.hxx>

#include <optional>
#include <utility>

namespace seedbed::testing {

class test_database::implementation {
public:
    implementation(std::string conninfo, bool committable)
        : conninfo_(std::move(conninfo)), committable_(committable),
          rows_(host::instance().models().rows().factories(), host::instance().info()) {
        begin();
        rows_.start_stream(session(), current_test());
    }

    ~implementation() { give_place_back(); }
    implementation(const implementation&) = delete;
    implementation& operator=(const implementation&) = delete;

    /// ODB works on the thread's current transaction, whichever database it is asked through.
    void check_current() const {
        auto& current =
            static_cast<odb::pgsql::connection&>(odb::transaction::current().connection());
        if (current.handle() != session().handle())
            throw error(failure::usage,
                        "ODB works for the test_database that was made last on this thread, which "
                        "is another one: end it before");
    }

    const seedbed::session& session() const { return transaction_->active_session(); }

    std::vector<mapped_row> create(const fixture_request& request) {
        if (request.count == 0)
            return {};
        const fixture_rows::mark before = rows_.here();
        session().execute_script("SAVEPOINT fixture");
        try {
            std::vector<mapped_row> rows = rows_.create(session(), request);
            session().execute_script("RELEASE SAVEPOINT fixture");
            return rows;
        } catch (...) {
            session().execute_script("ROLLBACK TO SAVEPOINT fixture; RELEASE SAVEPOINT fixture");
            rows_.rewind(before);
            throw;
        }
    }

    void commit() {
        if (!committable_)
            throw error(failure::usage,
                        "this test would leave rows behind: only what works on a database_copy "
                        "(template_database_fixture) may commit");
        transaction_->commit();
        transaction_.reset();
        begin();
    }

private:
    /// At once: the server notices a while later that a connection has ended, and the next test
    /// would find its number taken, and get other rows.
    void give_place_back() noexcept {
        try {
            if (transaction_)
                session().execute_script("ROLLBACK; SELECT pg_advisory_unlock_all(); BEGIN");
        } catch (const error&) { // the connection is gone, and the number with it
        }
    }

    void begin() { transaction_.emplace(conninfo_, std::stop_token()); }

    std::string conninfo_;
    bool committable_;
    fixture_rows rows_;
    std::optional<database::connected_transaction> transaction_;
};

test_database::test_database()
    : implementation_(std::make_unique<implementation>(find_tests_database().conninfo, false)) {}

test_database::test_database(const database_copy& copy)
    : implementation_(std::make_unique<implementation>(copy.conninfo(), true)) {}

test_database::~test_database() = default;

odb::pgsql::database& test_database::odb() const {
    implementation_->check_current();
    return session().database();
}

const seedbed::session& test_database::session() const {
    return implementation_->session();
}

timestamp test_database::as_of() const {
    return host::instance().info().as_of;
}

std::vector<mapped_row> test_database::create(const fixture_request& request) {
    return implementation_->create(request);
}

void test_database::commit() {
    implementation_->commit();
}

std::vector<mapped_row> build_rows(const fixture_request& request) {
    return request.count == 0 ? std::vector<mapped_row>()
                              : host::instance().models().rows().build(request);
}

} // namespace seedbed::testing
