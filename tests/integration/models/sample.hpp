#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace seedbed::test {

/// Every value type, plain and nullable, with a key that the database assigns.
#pragma db object table("Sample rows")
struct sample {
#pragma db id auto
    long long id = 0;
    uuid key;
    std::optional<uuid> maybe_key;
    timestamp moment;
    std::optional<timestamp> maybe_moment;
#pragma db type("NUMERIC(30,8)")
    decimal<30, 8> amount;
#pragma db type("NUMERIC(5,4)")
    std::optional<decimal<5, 4>> maybe_ratio;
    json_text document;
#pragma db type("JSON")
    std::optional<json_text> maybe_document;
    text_array words;
    std::optional<text_array> maybe_words;
#pragma db type("VARCHAR")
    std::string text;
#pragma db type("VARCHAR(20)")
    std::optional<std::string> maybe_text;
    bool flag = false;
    std::optional<int> maybe_integer;
    std::optional<double> maybe_real;
};

} // namespace seedbed::test

SEEDBED_MODEL(seedbed::test::sample, "sample");
