#include "suite_database.hpp"

#include <seedbed/session.hpp>

namespace seedbed::testing {
namespace {

std::string lock_free_one(const maintenance& server) {
    for (int number = 1;; ++number) {
        std::string name = "seedbed_tests_" + std::to_string(number);
        if (server.lock(name))
            return name;
    }
}

} // namespace

suite_database::suite_database(const std::string& conninfo)
    : server_(conninfo), name_(lock_free_one(server_)), conninfo_(in_database(conninfo, name_)) {
    if (!server_.exists(name_))
        server_.execute("CREATE DATABASE " + quote_identifier(name_));
}

void suite_database::make_anew() const {
    server_.drop(name_);
    server_.execute("CREATE DATABASE " + quote_identifier(name_));
}

} // namespace seedbed::testing
