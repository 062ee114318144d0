#pragma once

#include <seedbed/check.hpp>

#include <boost/json/fwd.hpp>

#include <functional>
#include <string>
#include <vector>

namespace ohmycoins {

/// What is wrong with a document; empty where nothing is.
using document_rule = std::function<std::string(const boost::json::object& document)>;

/// A check of a text column that holds JSON. `sql` gives a key and a text in each row that the rule
/// speaks of, ordered by key; the texts are to be JSON objects that keep `rule`. (In SQL, a text
/// that does not parse would be an error rather than a violation.)
seedbed::check json_check(std::string id,
                          std::string says,
                          std::vector<std::string> tables,
                          std::string sql,
                          document_rule rule);

/// The rule of a moving-average crossover that the application's scheduler is to run: whole
/// numbers short_window < long_window, and a coin_type.
std::string misses_of_crossover(const boost::json::object& document);

/// A condition in SQL over a column with a name: the scheduler takes it for a crossover.
std::string names_crossover(const std::string& column);

} // namespace ohmycoins
