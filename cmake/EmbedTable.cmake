# Writes the source file that defines model_traits<CLASS>::table() from ODB's SQL.

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
