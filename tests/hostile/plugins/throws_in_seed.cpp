// Throws an exception of its own after it has written a row.
#include "step.hpp"

#include <stdexcept>
#include <string>

namespace seedbed::hostile {

/// Its text lives in the plugin: the host must have copied it before it reports.
class own_exception final : public std::exception {
public:
    explicit own_exception(std::string text) : text_(std::move(text)) {}
    const char* what() const noexcept override { return text_.c_str(); }

private:
    std::string text_;
};

class throws_in_seed final : public step {
public:
    using step::step;

    seeded seed(const session& session, progress& progress) override {
        step::seed(session, progress);
        throw own_exception("a long text that no small buffer holds: " + std::string(200, 'x'));
    }
};

} // namespace seedbed::hostile

SEEDBED_PLUGIN(seedbed::hostile::throws_in_seed);
