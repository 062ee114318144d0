#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <string>

namespace seedbed::test {

/// A library's reader: a model with a natural key, to whom loans refer.
#pragma db object table("reader")
struct reader {
#pragma db id
    uuid id;
#pragma db type("VARCHAR(100)")
    std::string email;
#pragma db type("VARCHAR(100)")
    std::string name;
    timestamp joined;

#pragma db index("ix_reader_email") unique member(email)
};

} // namespace seedbed::test

SEEDBED_MODEL(seedbed::test::reader, "reader");
