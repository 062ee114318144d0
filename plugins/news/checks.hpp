#pragma once

#include <seedbed/check.hpp>

#include <string>
#include <vector>

namespace seedbed::news {

/// The rules that news_sentiment keeps, whoever wrote it; `plugin` begins their ids.
std::vector<check> news_checks(const std::string& plugin);

} // namespace seedbed::news
