#include <seedbed/detail/copy_stream.hpp>
#include <seedbed/error.hpp>
#include <seedbed/text_array.hpp>

#include <boost/endian/conversion.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>
#include <odb/pgsql/pgsql-types.hxx>

#include <cstring>
#include <memory>
#include <unordered_map>

namespace seedbed::detail {
namespace {

constexpr std::string_view signature{"PGCOPY\n\377\r\n\0", 11};

// pg_type.dat: the types of an array's elements never change their object identifiers.
constexpr std::int32_t varchar_type = 1043;

struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};
using result_ptr = std::unique_ptr<PGresult, clear_result>;

std::size_t value_size(const odb::pgsql::bind& value) {
    using odb::pgsql::bind;
    switch (value.type) {
    case bind::boolean_:
        return 1;
    case bind::smallint:
        return 2;
    case bind::integer:
    case bind::real:
    case bind::date:
        return 4;
    case bind::bigint:
    case bind::double_:
    case bind::time:
    case bind::timestamp:
        return 8;
    case bind::uuid:
        return 16;
    case bind::numeric:
    case bind::text:
    case bind::bytea:
    case bind::bit:
    case bind::varbit:
        return *value.size;
    }
    throw error(failure::plugin, "ODB binds a column with a type that COPY does not know");
}

/// Splits at commas outside parentheses.
std::vector<std::string_view> split_list(std::string_view list) {
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        if (i == list.size() || (list[i] == ',' && depth == 0)) {
            const auto first = list.find_first_not_of(' ', start);
            parts.push_back(list.substr(first, i - first));
            start = i + 1;
        } else if (list[i] == '(') {
            ++depth;
        } else if (list[i] == ')') {
            --depth;
        }
    }
    return parts;
}

/// The text between the parenthesis at `open` and the one that closes it.
std::string_view parenthesised(std::string_view sql, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < sql.size(); ++i) {
        if (sql[i] == '(')
            ++depth;
        if (sql[i] == ')' && --depth == 0)
            return sql.substr(open + 1, i - open - 1);
    }
    throw error(failure::plugin, "ODB's INSERT statement has no closing parenthesis");
}

} // namespace

insert_columns read_insert(std::string_view persist_statement) {
    constexpr std::string_view opening = "INSERT INTO \"";
    constexpr std::string_view values_opening = "VALUES (";
    const auto columns_at = persist_statement.find('(');
    const auto values_at = persist_statement.find(values_opening);
    if (!persist_statement.starts_with(opening) || values_at == std::string_view::npos)
        throw error(failure::plugin, "ODB's INSERT statement has an unknown form");

    insert_columns insert;
    const auto table_end = persist_statement.find('"', opening.size());
    insert.table = persist_statement.substr(opening.size(), table_end - opening.size());
    const auto names = split_list(parenthesised(persist_statement, columns_at));
    const auto values =
        split_list(parenthesised(persist_statement, values_at + values_opening.size() - 1));
    for (std::size_t i = 0; i < names.size(); ++i)
        if (values[i] != "DEFAULT")
            insert.names.emplace_back(names[i].substr(1, names[i].size() - 2));
    return insert;
}

copy_stream::copy_stream(const session& session, std::string_view persist_statement)
    : session_(session) {
    insert_columns insert = read_insert(persist_statement);
    for (std::string& name : insert.names)
        columns_.push_back({std::move(name)});
    buffer_.reserve(buffer_size + buffer_size / 4);
    look_up_encodings(insert.table);
    start(insert.table);
}

copy_stream::~copy_stream() {
    if (!open_)
        return;
    // Destroyed by an exception on its way, or by a plugin that forgot finish: drop the rows.
    PQputCopyEnd(session_.handle(), "seedbed: the writer was destroyed before finish");
    while (const result_ptr rest{PQgetResult(session_.handle())}) {
    }
}

void copy_stream::look_up_encodings(std::string_view table) {
    std::unordered_map<std::string, encoding> found;
    session_.for_each("SELECT attname, CASE WHEN atttypid = 'jsonb'::regtype THEN 'jsonb'"
                      " WHEN atttypid IN ('varchar[]'::regtype, 'text[]'::regtype) THEN 'array'"
                      " ELSE 'as bound' END FROM pg_attribute"
                      " WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped",
                      {quote_identifier(table)},
                      [&](row_view row) {
                          found[std::string(*row[0])] = *row[1] == "jsonb"   ? encoding::jsonb
                                                        : *row[1] == "array" ? encoding::text_array
                                                                             : encoding::as_bound;
                      });
    for (column& c : columns_) {
        const auto at = found.find(c.name);
        if (at == found.end())
            throw error(failure::database,
                        fmt::format("table \"{}\" has no column \"{}\"", table, c.name));
        c.encode = at->second;
    }
}

void copy_stream::start(std::string_view table) {
    std::vector<std::string> names;
    for (const column& c : columns_)
        names.push_back(quote_identifier(c.name));
    const std::string sql = fmt::format(
        "COPY {} ({}) FROM STDIN BINARY", quote_identifier(table), fmt::join(names, ", "));
    const result_ptr result(PQexec(session_.handle(), sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN)
        fail("starting");
    open_ = true;
    append_bytes(signature.data(), signature.size());
    append_int32(0); // flags
    append_int32(0); // length of the header's extension
}

void copy_stream::begin_row() {
    if (buffer_.size() >= buffer_size)
        send();
    append_int16(static_cast<std::int16_t>(columns_.size()));
    ++rows_;
}

void copy_stream::append(std::size_t column, const odb::pgsql::bind& value) {
    if (*value.is_null) {
        append_int32(-1);
        return;
    }
    const std::size_t size = value_size(value);
    switch (columns_[column].encode) {
    case encoding::as_bound:
        append_int32(static_cast<std::int32_t>(size));
        append_bytes(value.buffer, size);
        return;
    case encoding::jsonb: // one byte of version, then the text
        append_int32(static_cast<std::int32_t>(size) + 1);
        buffer_.push_back('\1');
        append_bytes(value.buffer, size);
        return;
    case encoding::text_array:
        append_array({static_cast<const char*>(value.buffer), size});
        return;
    }
}

void copy_stream::append_array(std::string_view literal) {
    const text_array array = text_array::from_literal(literal);
    const std::size_t length_at = buffer_.size();
    append_int32(0);                              // the length, known at the end
    append_int32(array.elements.empty() ? 0 : 1); // dimensions
    append_int32(0);                              // no NULLs
    append_int32(varchar_type);
    if (!array.elements.empty()) {
        append_int32(static_cast<std::int32_t>(array.elements.size()));
        append_int32(1); // lower bound
    }
    for (const std::string& element : array.elements) {
        append_int32(static_cast<std::int32_t>(element.size()));
        append_bytes(element.data(), element.size());
    }
    boost::endian::store_big_s32(reinterpret_cast<unsigned char*>(buffer_.data() + length_at),
                                 static_cast<std::int32_t>(buffer_.size() - length_at - 4));
}

void copy_stream::append_int16(std::int16_t value) {
    boost::endian::native_to_big_inplace(value);
    append_bytes(&value, sizeof value);
}

void copy_stream::append_int32(std::int32_t value) {
    boost::endian::native_to_big_inplace(value);
    append_bytes(&value, sizeof value);
}

void copy_stream::append_bytes(const void* data, std::size_t size) {
    const char* bytes = static_cast<const char*>(data);
    buffer_.insert(buffer_.end(), bytes, bytes + size);
}

void copy_stream::send() {
    session_.throw_if_stopped();
    if (PQputCopyData(session_.handle(), buffer_.data(), static_cast<int>(buffer_.size())) != 1)
        fail("writing");
    buffer_.clear();
}

std::uint64_t copy_stream::finish() {
    append_int16(-1); // the trailer
    send();
    open_ = false;
    if (PQputCopyEnd(session_.handle(), nullptr) != 1)
        fail("ending");
    const result_ptr result(PQgetResult(session_.handle()));
    const result_ptr end(PQgetResult(session_.handle()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw error(failure::database, PQresultErrorMessage(result.get()));
    return std::stoull(PQcmdTuples(result.get()));
}

void copy_stream::fail(const char* phase) {
    open_ = false;
    std::string message = PQerrorMessage(session_.handle());
    PQputCopyEnd(session_.handle(), "seedbed: the COPY failed");
    while (const result_ptr rest{PQgetResult(session_.handle())})
        if (PQresultStatus(rest.get()) == PGRES_FATAL_ERROR)
            message = PQresultErrorMessage(rest.get());
    throw error(failure::database, fmt::format("{} the COPY failed: {}", phase, message));
}

} // namespace seedbed::detail
