#include <seedbed/error.hpp>
#include <seedbed/session.hpp>

#include <libpq-fe.h>

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
                                         0));
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
                                       0);
    if (!sent)
        check(connection_, nullptr, sql, stop_);
    PQsetSingleRowMode(connection_);
    try {
        row_buffer buffer;
        while (const result_ptr result{PQgetResult(connection_)}) {
            check(connection_, result.get(), sql, stop_);
            for (int i = 0; i < PQntuples(result.get()); ++i)
                row(buffer.read(result.get(), i));
            throw_if_stopped();
        }
    } catch (...) {
        drain(connection_);
        throw;
    }
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
