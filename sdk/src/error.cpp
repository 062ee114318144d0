#include <seedbed/error.hpp>

namespace seedbed {

error::error(failure kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

error::~error() = default;

} // namespace seedbed
