#include "maintenance.hpp"
#include "tests_database.hpp"

#include <seedbed/error.hpp>
#include <seedbed/session.hpp>
#include <seedbed/testing/test_database.hpp>

#include <fmt/format.h>

#include <iostream>
#include <random>

namespace seedbed::testing {
namespace {

std::string new_name() {
    std::random_device random; // process numbers repeat in containers
    return fmt::format("seedbed_copy_{:08x}{:08x}", random(), random());
}

/// Of processes that died: their locks are free.
void drop_leftovers(const maintenance& server) {
    const auto copies = server.values("SELECT datname FROM pg_database WHERE datname LIKE $1"
                                      " AND pg_get_userbyid(datdba) = current_user",
                                      "seedbed\\_copy\\_%");
    for (const std::string& copy : copies) {
        if (!server.lock(copy))
            continue;
        server.drop(copy);
        server.unlock(copy);
    }
}

} // namespace

class database_copy::implementation {
public:
    implementation()
        : source_(find_tests_database()), server_(source_.conninfo), name_(new_name()),
          conninfo_(in_database(source_.conninfo, name_)) {
        drop_leftovers(server_);
        server_.lock(name_); // before it is there: nobody takes it for a leftover
        copy();
    }

    ~implementation() {
        try {
            server_.drop(name_);
        } catch (const error& e) { // the next copy drops it
            std::cerr << "seedbed: warning: " << name_ << " is left behind: " << e.what()
                      << std::endl;
        }
    }
    implementation(const implementation&) = delete;
    implementation& operator=(const implementation&) = delete;

    const std::string& name() const noexcept { return name_; }
    const std::string& conninfo() const noexcept { return conninfo_; }

private:
    void copy() const {
        try {
            server_.execute("CREATE DATABASE " + quote_identifier(name_) + " TEMPLATE " +
                            quote_identifier(source_.name));
        } catch (const error& e) {
            throw error(failure::database,
                        fmt::format("no copy of {} can be made for this test: {}\nnobody else may "
                                    "be connected to it meanwhile, and its user needs the right "
                                    "CREATEDB",
                                    source_.name,
                                    e.what()));
        }
    }

    const tests_database& source_;
    maintenance server_;
    std::string name_;
    std::string conninfo_;
};

database_copy::database_copy() : implementation_(std::make_unique<implementation>()) {}

database_copy::~database_copy() = default;

const std::string& database_copy::name() const noexcept {
    return implementation_->name();
}

const std::string& database_copy::conninfo() const noexcept {
    return implementation_->conninfo();
}

} // namespace seedbed::testing
