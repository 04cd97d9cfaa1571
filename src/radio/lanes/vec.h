#pragma once
// Numbers on the lanes of a vector register, and the few functions of them that the terrain model needs.
//
// Only additions, multiplications, divisions and square roots are used, each rounded as IEEE 754 says and
// never contracted: every width gives the same bits, and so does every machine. All is inlined: nothing
// compiled for one processor may be linked into the code of another. Checked against the C library in
// tests/lanes_test.cpp.
#include <cstdint>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define SERUMPUN_INLINE [[gnu::always_inline]] inline

namespace radio::lanes {

/// W doubles; the same register holds twice as many floats.
template <int W>
struct Vec {
  typedef double D __attribute__((vector_size(W * 8)));
  typedef std::int64_t I __attribute__((vector_size(W * 8)));  // also the answer of a comparison of D
  typedef std::int32_t I32 __attribute__((vector_size(W * 4)));
  typedef float F __attribute__((vector_size(W * 4)));
  typedef float F2 __attribute__((vector_size(W * 8)));
  typedef std::int32_t I2 __attribute__((vector_size(W * 8)));
};

template <class V>
struct WidthOf {
  static constexpr int value = sizeof(V) / 8;
};
template <class V>
using IntOf = typename Vec<WidthOf<V>::value>::I;

template <class V>
SERUMPUN_INLINE V splat(double x) {
  return V{} + x;
}
template <class V>
SERUMPUN_INLINE V min(V a, V b) {
  return a < b ? a : b;
}
template <class V>
SERUMPUN_INLINE V max(V a, V b) {
  return a > b ? a : b;
}
template <class V>
SERUMPUN_INLINE V square(V a) {
  return a * a;
}
template <class M>
SERUMPUN_INLINE bool any(M mask) {
  constexpr int n = sizeof(M) / sizeof(mask[0]);
  auto all = mask[0];
#pragma GCC unroll 16
  for (int i = 1; i < n; ++i) all |= mask[i];
  return all != 0;
}

SERUMPUN_INLINE Vec<2>::D sqrt(Vec<2>::D x) {
#if defined(__SSE2__)
  return _mm_sqrt_pd(x);
#else
  return Vec<2>::D{__builtin_sqrt(x[0]), __builtin_sqrt(x[1])};
#endif
}
#if defined(__AVX2__)
SERUMPUN_INLINE Vec<4>::D sqrt(Vec<4>::D x) {
  return _mm256_sqrt_pd(x);
}
#endif
#if defined(__AVX512F__)
SERUMPUN_INLINE Vec<8>::D sqrt(Vec<8>::D x) {
  return _mm512_maskz_sqrt_pd(0xff, x);
}  // the plain one warns in g++-12
#endif

// Conversions, which g++-12 does in halves for the widest registers.
template <class V>
SERUMPUN_INLINE typename Vec<WidthOf<V>::value>::I32 to_whole(V x) {
#if defined(__AVX512F__)
  if constexpr (sizeof(V) == 64)
    return reinterpret_cast<Vec<8>::I32>(_mm512_maskz_cvttpd_epi32(0xff, reinterpret_cast<__m512d>(x)));
#endif
  return __builtin_convertvector(x, typename Vec<WidthOf<V>::value>::I32);
}
template <int W>
SERUMPUN_INLINE typename Vec<W>::D from_whole(typename Vec<W>::I32 x) {
#if defined(__AVX512F__)
  if constexpr (W == 8) return _mm512_maskz_cvtepi32_pd(0xff, reinterpret_cast<__m256i>(x));
#endif
  return __builtin_convertvector(x, typename Vec<W>::D);
}
template <int W>
SERUMPUN_INLINE typename Vec<W>::D widened(typename Vec<W>::F x) {
#if defined(__AVX512F__)
  if constexpr (W == 8) return _mm512_maskz_cvtps_pd(0xff, reinterpret_cast<__m256>(x));
#endif
  return __builtin_convertvector(x, typename Vec<W>::D);
}
template <int W>
SERUMPUN_INLINE typename Vec<W>::F narrowed(typename Vec<W>::D x) {
#if defined(__AVX512F__)
  if constexpr (W == 8)
    return reinterpret_cast<Vec<8>::F>(_mm512_maskz_cvtpd_ps(0xff, reinterpret_cast<__m512d>(x)));
#endif
  return __builtin_convertvector(x, typename Vec<W>::F);
}

/// The polynomial with these coefficients, the highest power first.
template <class V, class... Rest>
SERUMPUN_INLINE V horner(V x, double highest, Rest... rest) {
  V sum = splat<V>(highest);
  ((sum = sum * x + rest), ...);
  return sum;
}

/// Natural logarithm of a normal positive number; relative error below 4e-16 away from 1.
template <class V>
SERUMPUN_INLINE V log(V x) {
  using I = IntOf<V>;
  constexpr std::int64_t kOne = 0x3ff0000000000000, kMantissa = 0x000fffffffffffff;
  const I bits = reinterpret_cast<I>(x);
  V m = reinterpret_cast<V>((bits & kMantissa) | kOne);  // 1 … 2
  V e = __builtin_convertvector((bits >> 52) - 1023, V);
  const auto upper = m > 1.4142135623730951;
  m = upper ? m * 0.5 : m;
  e = upper ? e + 1.0 : e;
  // ln m = 2 artanh((m - 1) / (m + 1)), its series
  const V s = (m - 1.0) / (m + 1.0), s2 = s * s;
  const V sum = horner(s2, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7,
                       1.0 / 5, 1.0 / 3);
  constexpr double kLn2High = 0.693147180369123816490, kLn2Low = 1.90821492927058770002e-10;
  return e * kLn2High + (2.0 * s + (2.0 * s * s2 * sum + e * kLn2Low));
}

template <class V>
SERUMPUN_INLINE V log10(V x) {
  return log(x) * 0.4342944819032518;
}

/// Arguments are clamped to -700 … 700.
template <class V>
SERUMPUN_INLINE V exp(V x) {
  using I = IntOf<V>;
  x = max(min(x, splat<V>(700)), splat<V>(-700));
  constexpr double kLn2High = 0.693147180369123816490, kLn2Low = 1.90821492927058770002e-10;
  constexpr double kRound =
      6755399441055744.0;  // 1.5 * 2^52: what is added to it is rounded to a whole number
  const V shifted = x * 1.4426950408889634 + kRound;
  const V k = shifted - kRound;
  const V r = (x - k * kLn2High) - k * kLn2Low;
  const V sum = horner(r, 1.0 / 6227020800.0, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
                       1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1.0, 1.0);
  const I exponent = (reinterpret_cast<I>(shifted) - reinterpret_cast<I>(splat<V>(kRound))) << 52;
  return reinterpret_cast<V>(reinterpret_cast<I>(sum) + exponent);
}

template <class V>
SERUMPUN_INLINE V cbrt(V x) {
  return exp(log(x) * (1.0 / 3));
}

/// Sine of |x| <= pi / 2.
template <class V>
SERUMPUN_INLINE V sin_quarter(V x) {
  const V x2 = x * x;
  const V sum =
      horner(x2, -1.0 / 121645100408832000.0, 1.0 / 355687428096000.0, -1.0 / 1307674368000.0,
             1.0 / 6227020800.0, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6, 1.0);
  return sum * x;
}
/// Cosine of |x| <= pi / 2.
template <class V>
SERUMPUN_INLINE V cos_quarter(V x) {
  const V x2 = x * x;
  const V sum = horner(x2, 1.0 / 2432902008176640000.0, -1.0 / 6402373705728000.0, 1.0 / 20922789888000.0,
                       -1.0 / 87178291200.0, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720,
                       1.0 / 24, -0.5, 1.0);
  return sum;
}

/// Arc sine of |x| <= 0.06; the first term left out is below 1e-16.
template <class V>
SERUMPUN_INLINE V asin_small(V x) {
  const V x2 = x * x;
  const V sum = horner(x2, 231.0 / 13312, 63.0 / 2816, 35.0 / 1152, 5.0 / 112, 3.0 / 40, 1.0 / 6, 1.0);
  return sum * x;
}
/// Arc tangent of |x| <= 0.4: halved twice, then its series; error below 1e-14.
template <class V>
SERUMPUN_INLINE V atan_small(V x) {
#pragma GCC unroll 16
  for (int i = 0; i < 2; ++i) x = x / (1.0 + sqrt(1.0 + x * x));
  const V x2 = x * x;
  const V sum = horner(x2, 1.0 / 13, -1.0 / 11, 1.0 / 9, -1.0 / 7, 1.0 / 5, -1.0 / 3, 1.0);
  return 4.0 * sum * x;
}

}  // namespace radio::lanes
