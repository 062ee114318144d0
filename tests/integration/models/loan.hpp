#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace seedbed::test {

/// A book that a reader took home: a model that refers to another one, and copies of it.
#pragma db object table("loan")
struct loan {
#pragma db id
    uuid id;
    uuid reader_id;
#pragma db type("VARCHAR(100)")
    std::string reader_email;
#pragma db type("NUMERIC(6,2)")
    decimal<6, 2> fee;
    std::optional<timestamp> returned;
};

} // namespace seedbed::test

SEEDBED_MODEL(seedbed::test::loan, "loan");
