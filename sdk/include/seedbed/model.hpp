#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// The column that a foreign key leads to.
struct column_reference {
    std::string table;
    std::string column;

    friend bool operator==(const column_reference&, const column_reference&) = default;
};

/// One column as ODB maps it. `type` is the type as the CREATE TABLE statement writes it.
struct mapped_column {
    std::string name;
    std::string type;
    bool nullable = false;
    bool has_default = false; // by DEFAULT or SERIAL: rows may be written without it
    bool primary_key = false;
    std::optional<column_reference> references{}; // a foreign key of this column alone
};

/// The table behind a mapped class: what ODB's generated SQL says about it.
struct mapped_table {
    std::string name;
    std::vector<mapped_column> columns;
    std::string create_sql; // ODB's statements, then what ODB cannot say (the model's .sql file)
};

/// Reads the SQL that ODB generates for one class. `additions` is appended to create_sql.
/// Throws error(failure::plugin) where the SQL is not ODB's.
mapped_table read_mapped_table(std::string_view odb_sql, std::string_view additions);

/// What seedbed knows of a mapped class; SEEDBED_MODEL specialises it.
template <class T>
struct model_traits;

} // namespace seedbed

/// Declares a class with `#pragma db object` to be a model, at namespace scope behind the class:
/// `SEEDBED_MODEL(ohmycoins::user, "user")`. The name goes into every key and random draw of the
/// model: changing it changes the data. The build's model step defines table().
#define SEEDBED_MODEL(type, model_name)                                                            \
    template <>                                                                                    \
    struct seedbed::model_traits<type> {                                                           \
        static constexpr std::string_view name = model_name;                                       \
        static const mapped_table& table();                                                        \
    }
