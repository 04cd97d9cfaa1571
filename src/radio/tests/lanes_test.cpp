// The vector functions against the C library.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "lanes/vec.h"

namespace {

using D = radio::lanes::Vec<2>::D;

template <class Ours, class Theirs>
void expect_close(double low, double high, double relative, Ours ours, Theirs theirs) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> draw(low, high);
  for (int i = 0; i < 20'000; ++i) {
    const double a = draw(random), b = draw(random);
    const D got = ours(D{a, b});
    EXPECT_NEAR(got[0], theirs(a), relative * (std::abs(theirs(a)) + 1e-30)) << a;
    EXPECT_NEAR(got[1], theirs(b), relative * (std::abs(theirs(b)) + 1e-30)) << b;
  }
}

TEST(Lanes, FunctionsAgreeWithTheCLibrary) {
  namespace lanes = radio::lanes;
  expect_close(
      1.5, 1e9, 1e-15, [](D x) { return lanes::log(x); }, [](double x) { return std::log(x); });
  expect_close(
      1e-9, 0.6, 2e-15, [](D x) { return lanes::log(x); }, [](double x) { return std::log(x); });
  expect_close(
      -50, 50, 1e-15, [](D x) { return lanes::exp(x); }, [](double x) { return std::exp(x); });
  expect_close(
      1e-6, 1e12, 1e-14, [](D x) { return lanes::cbrt(x); }, [](double x) { return std::cbrt(x); });
  expect_close(
      -1.57, 1.57, 1e-15, [](D x) { return lanes::sin_quarter(x); }, [](double x) { return std::sin(x); });
  expect_close(
      -1.5, 1.5, 1e-14, [](D x) { return lanes::cos_quarter(x); }, [](double x) { return std::cos(x); });
  expect_close(
      -0.06, 0.06, 1e-15, [](D x) { return lanes::asin_small(x); }, [](double x) { return std::asin(x); });
  expect_close(
      -0.4, 0.4, 1e-14, [](D x) { return lanes::atan_small(x); }, [](double x) { return std::atan(x); });
}

}  // namespace
