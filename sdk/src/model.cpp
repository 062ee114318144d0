#include <seedbed/error.hpp>
#include <seedbed/model.hpp>

#include <algorithm>

namespace seedbed {
namespace {

[[noreturn]] void refuse(std::string_view sql, const char* expected) {
    throw error(failure::plugin,
                "the SQL that ODB generated cannot be read: " + std::string(expected) +
                    " was expected before '" + std::string(sql.substr(0, 60)) + "'");
}

/// Takes a double-quoted identifier from the front.
std::string take_identifier(std::string_view& sql) {
    if (sql.empty() || sql.front() != '"')
        refuse(sql, "a quoted name");
    const auto end = sql.find('"', 1);
    if (end == std::string_view::npos)
        refuse(sql, "a closing quote");
    std::string name(sql.substr(1, end - 1));
    sql.remove_prefix(end + 1);
    return name;
}

/// Where the column definition ends: at a comma or closing parenthesis outside parentheses.
std::size_t definition_end(std::string_view sql) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '\'' || c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == '(')
            ++depth;
        if ((c == ',' || c == ')') && depth == 0)
            return i;
        if (c == ')')
            --depth;
    }
    refuse(sql, "the end of the column list");
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The first quoted name at or behind `at`.
std::string identifier_after(std::string_view sql, std::size_t at) {
    sql.remove_prefix(std::min(sql.find('"', at), sql.size()));
    return take_identifier(sql);
}

/// What `REFERENCES "table" ("column")` says.
column_reference read_reference(std::string_view sql, std::size_t references_at) {
    const auto columns_at = sql.find('(', references_at);
    if (columns_at == std::string_view::npos)
        refuse(sql.substr(references_at), "the column that is referred to");
    return {identifier_after(sql, references_at), identifier_after(sql, columns_at)};
}

mapped_column read_column(std::string_view definition) {
    mapped_column column;
    column.name = take_identifier(definition);
    definition.remove_prefix(1);
    const auto null_at = definition.find(" NOT NULL");
    const auto type_end = null_at != std::string_view::npos ? null_at : definition.find(" NULL");
    if (type_end == std::string_view::npos)
        refuse(definition, "NULL or NOT NULL");
    column.type = definition.substr(0, type_end);
    column.nullable = null_at == std::string_view::npos;
    column.primary_key = contains(definition, " PRIMARY KEY");
    column.has_default = contains(definition, " DEFAULT ") || contains(column.type, "SERIAL");
    if (const auto at = definition.find(" REFERENCES "); at != std::string_view::npos)
        column.references = read_reference(definition, at);
    return column;
}

/// Whether the text at `at` belongs to an ALTER TABLE statement of another table.
bool alters_other_table(std::string_view sql, std::size_t at, const mapped_table& table) {
    constexpr std::string_view opening = "ALTER TABLE ";
    const auto statement = sql.rfind(opening, at);
    return statement != std::string_view::npos &&
           identifier_after(sql, statement + opening.size()) != table.name;
}

/// `CONSTRAINT … FOREIGN KEY ("column") REFERENCES …`, as ODB writes it for object pointers, and
/// models in their .sql files: behind the columns, or in an ALTER TABLE statement. Keys of several
/// columns are passed over.
void read_foreign_keys(std::string_view sql, mapped_table& table) {
    constexpr std::string_view opening = "FOREIGN KEY (";
    for (auto at = sql.find(opening); at != std::string_view::npos;
         at = sql.find(opening, at + 1)) {
        const auto end = sql.find(')', at);
        const auto references_at = sql.find("REFERENCES ", at);
        if (end == std::string_view::npos || references_at == std::string_view::npos)
            refuse(sql.substr(at), "a foreign key's columns");
        const std::string_view columns = sql.substr(at, end - at);
        if (contains(columns, ",") || alters_other_table(sql, at, table))
            continue;
        const std::string name = identifier_after(columns, opening.size());
        const auto column = std::ranges::find(table.columns, name, &mapped_column::name);
        if (column != table.columns.end())
            column->references = read_reference(sql, references_at);
    }
}

/// The same in statements that alter this table; the additions may alter others, too.
void read_added_foreign_keys(std::string_view additions, mapped_table& table) {
    const std::string opening = "ALTER TABLE \"" + table.name + "\"";
    while (!additions.empty()) {
        const std::string_view statement = additions.substr(0, additions.find(';'));
        additions.remove_prefix(std::min(additions.size(), statement.size() + 1));
        if (contains(statement, opening))
            read_foreign_keys(statement, table);
    }
}

} // namespace

mapped_table read_mapped_table(std::string_view odb_sql, std::string_view additions) {
    constexpr std::string_view opening = "CREATE TABLE ";
    const auto start = odb_sql.find(opening);
    if (start == std::string_view::npos)
        refuse(odb_sql, "CREATE TABLE");
    std::string_view rest = odb_sql.substr(start + opening.size());

    mapped_table table;
    table.name = take_identifier(rest);
    do {
        rest.remove_prefix(
            std::min(rest.find('"'), rest.size())); // past "(" or "," and white space
        const auto end = definition_end(rest);
        table.columns.push_back(read_column(rest.substr(0, end)));
        rest.remove_prefix(end);
    } while (rest.front() == ',' && rest.find('"') == rest.find_first_not_of(", \n"));
    read_foreign_keys(odb_sql, table);
    read_foreign_keys(additions, table);
    read_added_foreign_keys(additions, table);
    table.create_sql = std::string(odb_sql.substr(start)) + std::string(additions);
    return table;
}

} // namespace seedbed
