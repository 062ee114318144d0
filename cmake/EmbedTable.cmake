# Writes, from ODB's SQL: OUTPUT, the source file that defines model_traits<CLASS>::table(), and
# VALUES, the header that defines testing::values<CLASS>.

file(READ "${SQL}" sql)
set(additions "")
if(ADDITIONS)
    file(READ "${ADDITIONS}" additions)
endif()
file(WRITE "${OUTPUT}" "// Generated from ODB's SQL for ${CLASS}.
#include \"${HEADER}\"

const seedbed::mapped_table& seedbed::model_traits<${CLASS}>::table() {
    static const seedbed::mapped_table table =
        seedbed::read_mapped_table(R\"sql(${sql})sql\", R\"sql(${additions})sql\");
    return table;
}
")

# A column's line begins with two spaces and its name; so does nothing else before the first ");".
string(FIND "${sql}" "CREATE TABLE" begin)
string(SUBSTRING "${sql}" ${begin} -1 columns)
string(FIND "${columns}" ");" end)
string(SUBSTRING "${columns}" 0 ${end} columns)
string(REGEX MATCHALL "\n  \"[^\"]+\" " columns "${columns}")
set(members "")
set(visits "")
foreach(column IN LISTS columns)
    string(REGEX REPLACE "^\n  \"(.*)\" $" "\\1" column "${column}")
    string(APPEND members "    given<decltype(${CLASS}::${column})> ${column}{};\n")
    string(APPEND visits "        visit(\"${column}\", ${column}, &${CLASS}::${column});\n")
endforeach()
file(WRITE "${VALUES}" "// Generated from ODB's SQL for ${CLASS}.
#pragma once

#include \"${HEADER}\"

#include <seedbed/testing/given.hpp>

/// What a test says of a row: `{.column = value, …}`, in the order of the columns.
template <>
struct seedbed::testing::values<${CLASS}> {
${members}
    /// Calls visit(name of the column, what is given for it, pointer to the class's member).
    template <class Visit>
    void each(const Visit& visit) const {
${visits}    }
};
")
