#include <seedbed/error.hpp>
#include <seedbed/session.hpp>

#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <utility>

namespace seedbed {
namespace {

struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};
using result_ptr = std::unique_ptr<PGresult, clear_result>;

std::string_view without_trailing_newline(std::string_view text) {
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    return text;
}

/// The SQLSTATE of a query that PQcancel ended; or a time limit, or an administrator.
constexpr std::string_view query_canceled = "57014";
constexpr int text_format = 0;
constexpr const char* interrupted = "interrupted; nothing was kept";

void check(PGconn* connection,
           const PGresult* result,
           std::string_view sql,
           const std::stop_token& stop) {
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE)
        return;
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    if (state && state == query_canceled && stop.stop_requested())
        throw error(failure::interrupted, interrupted);
    const char* text = result ? PQresultErrorMessage(result) : PQerrorMessage(connection);
    throw error(failure::database,
                std::string(without_trailing_newline(text)) + "\nin: " + std::string(sql));
}

/// Fields of one row; reused, so that streaming allocates once.
class row_buffer {
public:
    row_view read(const PGresult* result, int row) {
        const auto columns = static_cast<std::size_t>(PQnfields(result));
        fields_.resize(columns);
        for (std::size_t i = 0; i < columns; ++i) {
            const int column = static_cast<int>(i);
            if (PQgetisnull(result, row, column))
                fields_[i] = std::nullopt;
            else
                fields_[i] = std::string_view(PQgetvalue(result, row, column),
                                              PQgetlength(result, row, column));
        }
        return row_view(fields_);
    }

private:
    std::vector<std::optional<std::string_view>> fields_;
};

/// Reads to the end of the current query's results: the connection must be idle afterwards.
void drain(PGconn* connection) {
    while (const result_ptr rest{PQgetResult(connection)}) {
    }
}

/// Reads the rows of the query that was just sent.
void stream_rows(const session& session,
                 int sent,
                 const std::string& sql,
                 const std::function<void(row_view)>& row) {
    PGconn* connection = session.handle();
    if (!sent)
        check(connection, nullptr, sql, session.stop());
    PQsetSingleRowMode(connection);
    try {
        row_buffer buffer;
        while (const result_ptr result{PQgetResult(connection)}) {
            check(connection, result.get(), sql, session.stop());
            for (int i = 0; i < PQntuples(result.get()); ++i)
                row(buffer.read(result.get(), i));
            session.throw_if_stopped();
        }
    } catch (...) {
        drain(connection);
        throw;
    }
}

/// Never comes twice in a process, so neither on a connection that several sessions share.
std::string next_statement_name() {
    static std::atomic<unsigned> count{0};
    return "seedbed_statement_" + std::to_string(++count);
}

std::vector<const char*> pointers(const session::parameters& values) {
    std::vector<const char*> result;
    result.reserve(values.size());
    for (const auto& value : values)
        result.push_back(value ? value->c_str() : nullptr);
    return result;
}

} // namespace

session::session(odb::pgsql::database& database, PGconn* connection, std::stop_token stop)
    : database_(database), connection_(connection), stop_(std::move(stop)) {}

void session::throw_if_stopped() const {
    if (stop_.stop_requested())
        throw error(failure::interrupted, interrupted);
}

std::uint64_t session::execute(const std::string& sql, const parameters& values) const {
    throw_if_stopped();
    const auto arguments = pointers(values);
    const result_ptr result(PQexecParams(connection_,
                                         sql.c_str(),
                                         static_cast<int>(arguments.size()),
                                         nullptr,
                                         arguments.data(),
                                         nullptr,
                                         nullptr,
                                         text_format));
    check(connection_, result.get(), sql, stop_);
    const std::string affected = PQcmdTuples(result.get());
    return affected.empty() ? 0 : std::stoull(affected);
}

void session::execute_script(const std::string& sql) const {
    throw_if_stopped();
    const result_ptr result(PQexec(connection_, sql.c_str()));
    check(connection_, result.get(), sql, stop_);
}

void session::for_each(const std::string& sql,
                       const parameters& values,
                       const std::function<void(row_view)>& row) const {
    throw_if_stopped();
    const auto arguments = pointers(values);
    const int sent = PQsendQueryParams(connection_,
                                       sql.c_str(),
                                       static_cast<int>(arguments.size()),
                                       nullptr,
                                       arguments.data(),
                                       nullptr,
                                       nullptr,
                                       text_format);
    stream_rows(*this, sent, sql, row);
}

void session::for_each_prepared(const std::string& sql,
                                const parameters& values,
                                const std::function<void(row_view)>& row) const {
    throw_if_stopped();
    const auto arguments = pointers(values);
    const int sent = PQsendQueryPrepared(connection_,
                                         prepared(sql).c_str(),
                                         static_cast<int>(arguments.size()),
                                         arguments.data(),
                                         nullptr,
                                         nullptr,
                                         text_format);
    stream_rows(*this, sent, sql, row);
}

const std::string& session::prepared(const std::string& sql,
                                     std::span<const unsigned> types) const {
    const auto known = prepared_.find(sql);
    if (known != prepared_.end())
        return known->second;
    const std::string name = next_statement_name();
    const result_ptr result(PQprepare(
        connection_, name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()));
    check(connection_, result.get(), sql, stop_);
    return prepared_.emplace(sql, name).first->second;
}

std::optional<std::string> session::value(const std::string& sql, const parameters& values) const {
    std::optional<std::string> first;
    bool seen = false;
    for_each(sql, values, [&](row_view row) {
        if (!std::exchange(seen, true) && row[0])
            first = std::string(*row[0]);
    });
    return first;
}

std::string quote_identifier(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace seedbed
