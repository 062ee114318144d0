#pragma once

#include <seedbed/index_set.hpp>
#include <seedbed/row_key.hpp>
#include <seedbed/session.hpp>
#include <seedbed/uuid.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

namespace seedbed {

/// Which of a model's rows the database holds already: those under the model's own keys, and
/// those that somebody else wrote under another key but with the row's natural key (an e-mail
/// address, say), which are adopted in its place.
///
/// Memory grows with other people's rows, not with the model's own.
class existing_rows {
public:
    /// Gives the natural key of row `index`.
    using natural_key_function = std::function<std::string(std::uint64_t index)>;

    /// Where the rows stand; no natural_key_column where the model has no natural key.
    struct place {
        std::string table;
        std::string key_column;
        std::optional<std::string> natural_key_column;
    };

    /// Reads the table for rows 0 to `rows` - 1.
    void read(const session& session,
              const place& place,
              const key_sequence& keys,
              std::uint64_t rows,
              const natural_key_function& natural_key);

    /// Whether the row is there, under either key.
    bool contains(std::uint64_t index) const;

    /// The key under which somebody else wrote the row.
    std::optional<uuid> adopted_key(std::uint64_t index) const;

    /// The row in whose place that key was adopted.
    std::optional<std::uint64_t> adopted_index(const uuid& key) const;

    /// Whether any of the rows `first` to `end` - 1 is there under its own key.
    bool contains_any(std::uint64_t first, std::uint64_t end) const;

    /// All rows that somebody else wrote, by index, with their keys.
    const std::unordered_map<std::uint64_t, uuid>& adopted() const noexcept { return adopted_; }

    std::uint64_t count() const noexcept { return count_; }

private:
    void scan(const session& session,
              const std::string& sql,
              const key_sequence& keys,
              std::uint64_t rows,
              const natural_key_function& natural_key);
    void adopt(std::uint64_t rows, const natural_key_function& natural_key);

    index_set own_;
    std::unordered_map<std::string, uuid> others_; // natural key -> their key
    std::unordered_map<std::uint64_t, uuid> adopted_;
    std::uint64_t count_ = 0;
};

} // namespace seedbed
