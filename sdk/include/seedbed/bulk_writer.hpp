#pragma once

#include <seedbed/detail/copy_stream.hpp>
#include <seedbed/session.hpp>

#include <odb/pgsql/database.hxx>
#include <odb/pgsql/pgsql-types.hxx>
#include <odb/pgsql/traits-calls.hxx>
#include <odb/pgsql/version.hxx>
#include <odb/traits.hxx>

#include <array>
#include <cstdint>
#include <vector>

namespace seedbed {

/// Writes objects of a mapped class as COPY BINARY, on the session's connection and inside its
/// transaction. The bytes of each column are the ones that ODB itself would bind to an INSERT, so
/// that a row written here equals a row written by odb::database::persist, column by column.
///
///     bulk_writer<user> users(session);
///     users.write(one);
///     users.finish();
///
/// Memory: one buffer of detail::copy_stream::buffer_size, whatever the number of rows. A key
/// that the database assigns (`#pragma db auto`) is left to it, and is not read back.
///
/// Errors: error(failure::database) with the server's message, from write (a buffer was refused)
/// or finish. error(failure::interrupted) between two buffers once the user has asked to stop.
/// Destroyed without finish, the writer aborts the COPY: no row of it stays.
///
/// Thread rule: as for the session. While a writer is open the connection can do nothing else.
/// `T`'s generated `-odb.hpp` header must be included.
template <class T>
class bulk_writer {
    using traits = odb::access::object_traits_impl<T, odb::id_pgsql>;

public:
    /// Looks the target columns up in the catalog and starts the COPY.
    explicit bulk_writer(const session& session) : stream_(session, traits::persist_statement) {
        bind();
    }

    void write(const T& object) {
        if (traits::init(image_, object, odb::pgsql::statement_insert))
            bind(); // a buffer of the image grew and has moved
        stream_.begin_row();
        for (std::size_t i = 0; i < stream_.column_count(); ++i)
            stream_.append(i, binds_[i]);
    }

    /// Ends the COPY; gives the number of rows that the server took.
    std::uint64_t finish() { return stream_.finish(); }

    /// Rows handed to write so far.
    std::uint64_t rows() const noexcept { return stream_.rows(); }

private:
    void bind() { traits::bind(binds_.data(), image_, odb::pgsql::statement_insert); }

    typename traits::image_type image_{};
    std::array<odb::pgsql::bind, traits::column_count> binds_{};
    detail::copy_stream stream_;
};

} // namespace seedbed
