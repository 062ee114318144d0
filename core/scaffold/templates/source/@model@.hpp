#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <string>

namespace @namespace@ {

/// One row of the table. Members are in the order of its columns. The key is the API's own, so that
/// a second run finds what the first one wrote.
#pragma db object table("@plugin@")
struct @model@ {
#pragma db id type("VARCHAR(80)")
    std::string name;
#pragma db type("NUMERIC(20,8)")
    seedbed::decimal<20, 8> value;
    seedbed::timestamp measured_at;
};

} // namespace @namespace@

SEEDBED_MODEL(@namespace@::@model@, "@model@");
