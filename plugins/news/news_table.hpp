#pragma once

#include "article.hpp"

#include <seedbed/session.hpp>

#include <cstdint>

namespace seedbed::news {

/// Table news_sentiment inside a run's transaction. What stands there is never changed.
class news_table {
public:
    /// The session outlives it.
    explicit news_table(const session& session) : session_(session) {}

    /// Whether the article stands there: by its URL, else by title and time of publication. One
    /// that stands there without URL and time is known by its title: its time may have been one
    /// that could not be, and have come true since.
    bool holds(const article& each) const;

    /// How many articles were collected after that moment, by whomever.
    std::uint64_t collected_since(timestamp moment) const;

    void add(const article& each, timestamp collected_at) const;

private:
    const session& session_;
};

} // namespace seedbed::news
