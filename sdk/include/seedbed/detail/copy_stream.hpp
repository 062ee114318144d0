#pragma once

#include <seedbed/session.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace odb::pgsql {
struct bind;
}

namespace seedbed::detail {

/// The untyped half of bulk_writer: a COPY BINARY stream fed from ODB's binds.
class copy_stream {
public:
    /// A local socket's queue holds some 200 KB, and Linux wakes a blocked sender when less than a
    /// quarter is left, counted in whole messages: with large ones the server reads the queue empty
    /// and waits for us at each of them.
    static constexpr std::size_t buffer_size = 16 * 1024;

    copy_stream(const session& session, std::string_view persist_statement);
    ~copy_stream();
    copy_stream(const copy_stream&) = delete;
    copy_stream& operator=(const copy_stream&) = delete;

    std::size_t column_count() const noexcept { return columns_.size(); }
    std::uint64_t rows() const noexcept { return rows_; }

    void begin_row();
    void append(std::size_t column, const odb::pgsql::bind& value);
    std::uint64_t finish();

private:
    /// What the target column's type wants in front of, or instead of, the bytes that ODB binds.
    enum class encoding { as_bound, jsonb, text_array };

    struct column {
        std::string name;
        encoding encode = encoding::as_bound;
    };

    void look_up_encodings(std::string_view table);
    void start(std::string_view table);
    void send();
    void append_int16(std::int16_t value);
    void append_int32(std::int32_t value);
    void append_bytes(const void* data, std::size_t size);
    void append_array(std::string_view literal);
    [[noreturn]] void fail(const char* phase);

    const session& session_;
    std::vector<column> columns_;
    std::vector<char> buffer_;
    std::uint64_t rows_ = 0;
    bool open_ = false;
};

/// The columns of ODB's INSERT statement whose value is bound, in order: a column whose value is
/// DEFAULT is left out.
struct insert_columns {
    std::string table;
    std::vector<std::string> names;
};
insert_columns read_insert(std::string_view persist_statement);

} // namespace seedbed::detail
