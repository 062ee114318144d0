#pragma once

/// Elementary functions that return the same bits on every IEEE-754 machine and C library.
///
/// libm differs between platforms in the last bit, and one bit is enough to change a generated
/// price. These use only +, -, *, /, square root and exact rounding, in a fixed order (the build
/// forbids contraction to fused multiply-add), so generated data is equal everywhere. They are
/// accurate to 1 or 2 ulp. All are pure and thread safe.
namespace seedbed::portable {

/// e^x; 0 below about -745, infinity above about 709.8, NaN for NaN.
double exp(double x) noexcept;

/// e^x - 1 without cancellation near 0.
double expm1(double x) noexcept;

/// Natural logarithm; -infinity at 0, NaN below it.
double log(double x) noexcept;

/// log(1 + x) without cancellation near 0; -infinity at -1, NaN below it.
double log1p(double x) noexcept;

/// The standard normal's value below which the share p lies: algorithm AS 241 (Wichura 1988),
/// accurate to about 1 part in 10^16. Infinite at 0 and 1, NaN outside of [0, 1].
double normal_quantile(double p) noexcept;

} // namespace seedbed::portable
