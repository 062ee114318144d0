#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace @namespace@ {

/// One row of the table. Members are in the order of its columns; what may be NULL is optional.
#pragma db object table("@plugin@")
struct @model@ {
#pragma db id
    seedbed::uuid id;
#pragma db type("VARCHAR(80)")
    std::string title;
#pragma db type("NUMERIC(12,2)")
    seedbed::decimal<12, 2> amount;
#pragma db type("VARCHAR(200)")
    std::optional<std::string> remark;
    seedbed::timestamp created_at;
};

} // namespace @namespace@

SEEDBED_MODEL(@namespace@::@model@, "@model@");
