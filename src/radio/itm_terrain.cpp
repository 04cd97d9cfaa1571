// From heights to the few numbers that the model works with: horizons, effective heights, irregularity.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "inter_decile.h"
#include "itm_parts.h"

namespace radio::itm {
namespace {

/// The greatest elevation angle over the terrain, seen from one end, and where it is met: [TN101,
/// equation 6.15].
///
/// Only a height above the ray through the present horizon can be a new one. That is asked without a
/// division; what passes is then computed as the published software does, so that ties fall alike.
struct Horizon {
  double angle_rad = 0, distance_m = 0;
  double antenna_m = 0, earth_m = 0;  // twice the effective radius: the earth falls by d² / earth_m
  double inverse_earth = 1 / earth_m;

  bool may_rise(double height_m, double at_m) const {
    constexpr double kSlack = 1e-11;
    return height_m - antenna_m - at_m * at_m * inverse_earth > (angle_rad - kSlack) * at_m;
  }
  void rise(double height_m, double at_m) {
    const double angle = (height_m - antenna_m) / at_m - at_m / earth_m;
    if (angle <= angle_rad) return;
    angle_rad = angle;
    distance_m = at_m;
  }
};

/// Both horizons: [TN101, equation 6.15; Program, section 47, "hzns"].
template <class Height>
void find_horizons(const BasicProfile<Height>& profile, const Medium& medium, Reference& out) {
  const Height* heights = profile.heights_m.data();
  const int last = static_cast<int>(profile.intervals());
  const double step = profile.spacing_m, distance = out.distance_m;
  const double tx = static_cast<double>(heights[0]) + medium.height_m[0];
  const double rx = static_cast<double>(heights[last]) + medium.height_m[1];
  const double earth = 2 * medium.earth_radius_m;
  const double slope = (rx - tx) / distance, fall = distance / earth;
  Horizon from_tx{slope - fall, distance, tx, earth};
  Horizon from_rx{-slope - fall, distance, rx, earth};
  // Distances are summed step by step, not multiplied: later truncations to whole intervals depend on the
  // last bit.
  double tx_at = 0, rx_at = distance;
  for (int i = 1; i < last; ++i) {
    tx_at += step;
    rx_at -= step;
    const double height = static_cast<double>(heights[i]);
    if (from_tx.may_rise(height, tx_at)) [[unlikely]]
      from_tx.rise(height, tx_at);
    if (from_rx.may_rise(height, rx_at)) [[unlikely]]
      from_rx.rise(height, rx_at);
  }
  out.horizon_angle_rad[0] = from_tx.angle_rad;
  out.horizon_angle_rad[1] = from_rx.angle_rad;
  out.horizon_distance_m[0] = from_tx.distance_m;
  out.horizon_distance_m[1] = from_rx.distance_m;
}

/// Heights of a straight line at the two ends of the profile.
struct Line {
  double at_start = 0, at_end = 0;
};

/// [Program, section 53, "zlsq1"]: least squares, the two ends of the range counted half.
template <class Height>
Line fit_line(const BasicProfile<Height>& profile, double from_m, double to_m) {
  const Height* heights = profile.heights_m.data();
  const int last = static_cast<int>(profile.intervals());
  int start = static_cast<int>(std::fdim(from_m / profile.spacing_m, 0.0));
  int end = last - static_cast<int>(std::fdim(last, to_m / profile.spacing_m));
  if (end <= start) {
    start = std::max(start - 1, 0);
    end = std::min(end + 1, last);
  }
  const double length = end - start;
  const double first_y = static_cast<double>(heights[start]), last_y = static_cast<double>(heights[end]);
  double sum[2] = {0.5 * (first_y + last_y), 0};
  double moment[2] = {-0.25 * (first_y - last_y) * length, 0};  // about the middle
  const double middle = 0.5 * length;
  int i = 1;
  const int inner = end - start;
  for (; i + 1 < inner; i += 2)
    for (int lane = 0; lane < 2; ++lane) {
      const double y = static_cast<double>(heights[start + i + lane]);
      sum[lane] += y;
      moment[lane] += y * (i + lane - middle);
    }
  for (; i < inner; ++i) {
    const double y = static_cast<double>(heights[start + i]);
    sum[0] += y;
    moment[0] += y * (i - middle);
  }
  const double mean = (sum[0] + sum[1]) / length;
  const double slope = (moment[0] + moment[1]) * 12.0 / ((length * length + 2.0) * length);
  const double centre = end - middle;
  return {mean - slope * centre, mean + slope * (last - centre)};
}

constexpr int kMaxSamples = 245;

/// [Program, section 48, "dlthx"]: the inter-decile range of heights about their line, from at most 245
/// samples, carried to an infinite distance by [Algorithm, equation 3.9].
template <class Height>
double delta_h_m(const BasicProfile<Height>& profile, double from_m, double to_m) {
  const double start = from_m / profile.spacing_m, end = to_m / profile.spacing_m;
  if (end - start < 2.0) return 0;
  const int decile = std::clamp(static_cast<int>(0.1 * (end - start + 8.0)), 4, 25);
  const int count = 10 * decile - 5;
  const double step = (end - start) / (count - 1);

  const Height* heights = profile.heights_m.data();
  const int last = static_cast<int>(profile.intervals());
  std::array<double, kMaxSamples + 3> samples;
  const double middle = 0.5 * (count - 1);
  double sums[2] = {0, 0}, moments[2] = {0, 0};  // two at a time: an addition waits for the one before it
  const auto sample = [&](int j, int lane) {
    const double at = start + j * step;
    const int i = std::min(static_cast<int>(at), last - 1);
    const double left = static_cast<double>(heights[i]);
    const double height = left + (static_cast<double>(heights[i + 1]) - left) * (at - i);
    samples[j] = height;
    sums[lane] += height;
    moments[lane] += height * (j - middle);
  };
  for (int j = 0; j + 1 < count; j += 2) {
    sample(j, 0);
    sample(j + 1, 1);
  }
  sample(count - 1, 0);  // count is odd
  double sum = sums[0] + sums[1], moment = moments[0] + moments[1];
  // The two ends count half, as in fit_line.
  sum -= 0.5 * (samples[0] + samples[count - 1]);
  moment -= 0.5 * middle * (samples[count - 1] - samples[0]);
  const double length = count - 1;
  const double slope = moment * 12.0 / ((length * length + 2.0) * length);
  const double first = sum / length - slope * middle;
  for (int j = 0; j < count; ++j) samples[j] -= first + j * slope;
  const double range =
      range_between_ranks(std::span(samples.data(), static_cast<std::size_t>(count)), decile);
  return range / (1.0 - 0.8 * std::exp(-(to_m - from_m) / 50e3));
}

/// [Algorithm, equation 3.3]: horizon distance over irregular terrain, from that over a smooth earth.
double irregular_horizon_m(double smooth_m, double effective_height_m, double delta_h) {
  return smooth_m * std::exp(-0.07 * std::sqrt(delta_h / std::max(effective_height_m, 5.0)));
}

/// [Algorithm, equation 3.4]: elevation of that horizon.
double irregular_angle_rad(double smooth_m, double horizon_m, double effective_height_m, double delta_h) {
  return (0.65 * delta_h * (smooth_m / horizon_m - 1.0) - 2.0 * effective_height_m) / smooth_m;
}

/// [Program, section 45; Algorithm, equations 3.3 to 3.5]: well within line of sight the horizons lie beyond
/// the profile; they are taken from its roughness instead.
template <class Height>
void beyond_profile(const BasicProfile<Height>& profile, const Medium& medium, double start_m, double end_m,
                    Reference& out) {
  const Line line = fit_line(profile, start_m, end_m);
  const double ground[2] = {static_cast<double>(profile.heights_m.front()),
                            static_cast<double>(profile.heights_m.back())};
  const double fitted[2] = {line.at_start, line.at_end};
  double smooth_m[2];
  const auto set_horizon = [&](int i) {
    smooth_m[i] = std::sqrt(2.0 * out.effective_height_m[i] * medium.earth_radius_m);
    out.horizon_distance_m[i] = irregular_horizon_m(smooth_m[i], out.effective_height_m[i], out.delta_h_m);
  };
  for (int i = 0; i < 2; ++i) {
    out.effective_height_m[i] = medium.height_m[i] + std::fdim(ground[i], fitted[i]);
    set_horizon(i);
  }
  const double combined_m = out.horizon_distance_m[0] + out.horizon_distance_m[1];
  if (combined_m <= out.distance_m) {
    const double ratio = out.distance_m / combined_m;
    for (int i = 0; i < 2; ++i) {
      out.effective_height_m[i] *= ratio * ratio;
      set_horizon(i);
    }
  }
  for (int i = 0; i < 2; ++i)
    out.horizon_angle_rad[i] =
        irregular_angle_rad(smooth_m[i], out.horizon_distance_m[i], out.effective_height_m[i], out.delta_h_m);
}

}  // namespace

double roughness_m(double distance_m, double delta_h) {
  return delta_h * (1.0 - 0.8 * std::exp(-distance_m / 50e3));
}

template <class Height>
void analyse_terrain(const BasicProfile<Height>& profile, const Medium& medium, Reference& out) {
  out.surface_refractivity = medium.surface_refractivity;
  find_horizons(profile, medium, out);
  // Terrain is considered from 15 tower heights on, or a tenth of the horizon distance: [82-100, page 25].
  const double start_m = std::min(15.0 * medium.height_m[0], 0.1 * out.horizon_distance_m[0]);
  const double end_m = out.distance_m - std::min(15.0 * medium.height_m[1], 0.1 * out.horizon_distance_m[1]);
  out.delta_h_m = delta_h_m(profile, start_m, end_m);
  // Without a hill between them each sees to the other end, else at most to the same hill.
  out.free_sight = out.horizon_distance_m[0] + out.horizon_distance_m[1] > 1.5 * out.distance_m;
  if (out.free_sight) return beyond_profile(profile, medium, start_m, end_m, out);
  // [Program, section 46]: effective heights above the ground before the horizons.
  const Line near_tx = fit_line(profile, start_m, 0.9 * out.horizon_distance_m[0]);
  const Line near_rx = fit_line(profile, out.distance_m - 0.9 * out.horizon_distance_m[1], end_m);
  const double tx_ground = static_cast<double>(profile.heights_m.front());
  const double rx_ground = static_cast<double>(profile.heights_m.back());
  out.effective_height_m[0] = medium.height_m[0] + std::fdim(tx_ground, near_tx.at_start);
  out.effective_height_m[1] = medium.height_m[1] + std::fdim(rx_ground, near_rx.at_end);
}

template void analyse_terrain(const BasicProfile<double>&, const Medium&, Reference&);
template void analyse_terrain(const BasicProfile<float>&, const Medium&, Reference&);

void analyse_area(const Area& area, const Medium& medium, Reference& out) {
  constexpr double kPi = 3.141592653589793;
  out.surface_refractivity = medium.surface_refractivity;
  out.delta_h_m = area.delta_h_m;
  const int siting[2] = {area.tx_siting, area.rx_siting};
  for (int i = 0; i < 2; ++i) {
    const double height = medium.height_m[i];
    double effective = height;
    if (siting[i] != static_cast<int>(Siting::kRandom)) {
      double gain = siting[i] == static_cast<int>(Siting::kCareful) ? 4.0 : 9.0;
      if (height < 5.0) gain *= std::sin(0.1 * kPi * height);
      // [Algorithm, equation 3.2]
      effective += (1.0 + gain) * std::exp(-std::min(20.0, 2.0 * height / std::max(1e-3, area.delta_h_m)));
    }
    const double smooth = std::sqrt(2.0 * effective * medium.earth_radius_m);
    out.effective_height_m[i] = effective;
    out.horizon_distance_m[i] = irregular_horizon_m(smooth, effective, area.delta_h_m);
    out.horizon_angle_rad[i] =
        irregular_angle_rad(smooth, out.horizon_distance_m[i], effective, area.delta_h_m);
  }
}

}  // namespace radio::itm
