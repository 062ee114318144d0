#pragma once

#include "step.hpp"

#include <cstdint>
#include <string>

namespace seedbed::http {

/// Where a response ends up: the body of a 200 in the caller's sink, where there is one, any other
/// in a string. Tells the source's observer what came.
class delivery final : public receiver {
public:
    delivery(body_sink* sink, const source_rules& rules) : sink_(sink), rules_(rules) {}

    void begin(const response& head) override {
        body_.clear();
        into_sink_ = sink_ != nullptr && head.status == 200;
        if (into_sink_)
            sink_->begin();
    }

    void write(std::string_view bytes) override {
        if (into_sink_)
            sink_->write(bytes);
        else
            body_.append(bytes);
        if (rules_.received)
            rules_.received(bytes.size());
    }

    std::string take_body() { return std::move(body_); }

private:
    body_sink* sink_;
    const source_rules& rules_;
    std::string body_;
    bool into_sink_ = false;
};

} // namespace seedbed::http
