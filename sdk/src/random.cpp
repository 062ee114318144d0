#include <seedbed/error.hpp>
#include <seedbed/portable_math.hpp>
#include <seedbed/random.hpp>

#include <Random123/philox.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seedbed {
namespace {

__extension__ using uint128 = unsigned __int128;

constexpr std::uint32_t named_lane_bit = 0x80000000U;

std::uint32_t low_word(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
}

std::uint32_t high_word(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32U);
}

std::uint64_t join(std::uint32_t low, std::uint32_t high) {
    return low | (static_cast<std::uint64_t>(high) << 32U);
}

// Chains Philox over the name, eight bytes to a block: the state is the key, the bytes are the
// counter. The first block binds the tag and the length, so no name is a prefix of another.
std::uint64_t absorb(std::uint64_t state, std::uint32_t tag, std::string_view name) {
    const auto step = [&state](const philox_words& counter) {
        const philox_words out = philox(random_key{state}, counter);
        state = join(out[0], out[1]);
    };
    step({tag, low_word(name.size()), high_word(name.size()), 0});
    for (std::size_t start = 0; start < name.size(); start += 8) {
        std::uint64_t chunk = 0;
        unsigned shift = 0;
        for (const char byte : name.substr(start, 8)) {
            chunk |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << shift;
            shift += 8;
        }
        step({low_word(chunk), high_word(chunk), low_word(start / 8), 1});
    }
    return state;
}

// The integral of x^-s from 1, and its inverse; both are smooth through s = 1.
class zipf_integral {
public:
    explicit zipf_integral(double s) : one_minus_s_(1.0 - s) {}

    double operator()(double x) const {
        const double log_x = portable::log(x);
        const double t = one_minus_s_ * log_x;
        return t == 0.0 ? log_x : log_x * (portable::expm1(t) / t);
    }

    double inverse(double area) const {
        const double t = std::max(area * one_minus_s_, -1.0); // rounding may pass -1
        return portable::exp(t == 0.0 ? area : area * (portable::log1p(t) / t));
    }

private:
    double one_minus_s_;
};

[[noreturn]] void refuse(const std::string& message) {
    throw error(failure::seeding, message);
}

} // namespace

philox_words philox(random_key key, const philox_words& counter) noexcept {
    const r123::Philox4x32::ctr_type in = {{counter[0], counter[1], counter[2], counter[3]}};
    const r123::Philox4x32::key_type cipher_key = {{low_word(key.value), high_word(key.value)}};
    const auto out = r123::Philox4x32_R<10>()(in, cipher_key);
    return {out[0], out[1], out[2], out[3]};
}

random_key derive_key(std::uint64_t seed, std::string_view name, std::uint32_t version) {
    return {absorb(seed, version, name)};
}

random random::lane(std::string_view name) const noexcept {
    return {key_, index_, low_word(absorb(0, lane_, name)) | named_lane_bit};
}

void random::refill() noexcept {
    const philox_words out = philox(key_, {low_word(index_), high_word(index_), lane_, block_});
    ++block_;
    buffer_ = {join(out[0], out[1]), join(out[2], out[3])};
    position_ = 0;
}

// In (0, 1), never 0 or 1: a logarithm of it is finite.
double random::open_unit() noexcept {
    return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1p-52;
}

std::uint64_t random::below(std::uint64_t n) {
    if (n == 0) {
        refuse("random::below(0): there is no number below 0 to draw; pass at least 1 "
               "(an empty list is the usual reason)");
    }
    uint128 product = static_cast<uint128>(bits()) * n;
    if (static_cast<std::uint64_t>(product) < n) {
        const std::uint64_t biased = (0 - n) % n;
        while (static_cast<std::uint64_t>(product) < biased) {
            product = static_cast<uint128>(bits()) * n;
        }
    }
    return static_cast<std::uint64_t>(product >> 64U);
}

std::int64_t random::between(std::int64_t low, std::int64_t high) {
    if (low > high) {
        refuse(fmt::format(
            "random::between({}, {}): the low end is above the high end; swap them", low, high));
    }
    const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    const std::uint64_t offset = span == 0 ? bits() : below(span);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

double random::between(double low, double high) {
    if (!std::isfinite(low) || !std::isfinite(high) || low > high) {
        refuse(fmt::format(
            "random::between({}, {}): needs two finite numbers, the lower one first", low, high));
    }
    const double value = low + (high - low) * unit();
    return value < high ? value : low; // rounding may reach high
}

double random::normal() noexcept {
    return portable::normal_quantile(open_unit());
}

double random::exponential() noexcept {
    return -portable::log(open_unit());
}

double random::student_t(int even_degrees) {
    if (even_degrees < 2 || even_degrees % 2 != 0) {
        refuse(
            fmt::format("random::student_t({}): the degrees of freedom must be even and at least 2",
                        even_degrees));
    }
    const double z = normal();
    double chi_squared = 0.0;
    for (int i = 0; i < even_degrees; i += 2) {
        chi_squared += 2.0 * exponential();
    }
    return z / std::sqrt(chi_squared / even_degrees);
}

std::size_t random::weighted(std::span<const double> weights) {
    double sum = 0.0;
    for (const double weight : weights) {
        if (!std::isfinite(weight) || weight < 0.0) {
            refuse(fmt::format("random::weighted: weight {} is {}; weights must be finite and not "
                               "negative",
                               &weight - weights.data(),
                               weight));
        }
        sum += weight;
    }
    if (!(sum > 0.0) || !std::isfinite(sum)) {
        refuse(fmt::format("random::weighted: the {} weights sum to {}; the sum must be finite and "
                           "above 0",
                           weights.size(),
                           sum));
    }
    double left = unit() * sum;
    std::size_t last_possible = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0.0) {
            continue;
        }
        last_possible = i;
        if (left < weights[i]) {
            break;
        }
        left -= weights[i];
    }
    return last_possible; // rounding may leave a crumb behind the last weight
}

std::uint64_t random::zipf(std::uint64_t n, double s) {
    if (n == 0 || n > (1ULL << 63U) || !std::isfinite(s) || s <= 0.0) {
        refuse(fmt::format(
            "random::zipf({}, {}): needs 1 <= n <= 2^63 and a finite exponent above 0", n, s));
    }
    const zipf_integral area(s);
    const auto density = [s](double x) { return portable::exp(-s * portable::log(x)); };
    const auto last = static_cast<double>(n);
    const double first_area = area(1.5) - 1.0;
    const double last_area = area(last + 0.5);
    const double sure = 2.0 - area.inverse(area(2.5) - density(2.0));
    while (true) {
        const double point = last_area + open_unit() * (first_area - last_area);
        const double x = area.inverse(point);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, last);
        if (k - x <= sure || point >= area(k + 0.5) - density(k)) {
            return std::min(static_cast<std::uint64_t>(k), n) - 1;
        }
    }
}

} // namespace seedbed
