#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <future>
#include <thread>
#include <utility>

namespace seedbed::detail {

/// Calls make(first, end) for consecutive ranges of at most `batch` indexes below `rows`, on as
/// many threads as the machine has cores, and take(result) on this thread in the ranges' order.
/// As many results as there are threads exist at a time. An exception of either ends it.
template <class Make, class Take>
void in_batches(std::uint64_t rows, std::uint64_t batch, const Make& make, const Take& take) {
    if (rows <= batch) { // not worth a thread
        if (rows > 0)
            take(make(std::uint64_t{0}, rows));
        return;
    }
    using result = decltype(make(rows, rows));
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    std::deque<std::future<result>> pending;
    std::uint64_t next = 0;
    while (next < rows || !pending.empty()) {
        for (; next < rows && pending.size() < threads; next += batch)
            pending.push_back(
                std::async(std::launch::async, make, next, std::min(rows, next + batch)));
        take(pending.front().get());
        pending.pop_front();
    }
}

} // namespace seedbed::detail
