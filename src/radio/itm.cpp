#include "radio/itm.h"

#include <cmath>

#include "arithmetic.h"
#include "itm_parts.h"
#include "radio/free_space.h"

namespace radio::itm {
namespace {

/// Mean height over the middle 80 % of the profile, as the published software takes it for [Algorithm,
/// equation 1.2]. Not a number when a height is not finite, so that one
/// pass also judges them.
template <class Height>
double system_height_m(std::span<const Height> heights) {
  const int intervals = static_cast<int>(heights.size()) - 1;
  const int skipped = static_cast<int>(0.1 * intervals);
  const auto sum = [&](int from, int to) {  // four sums at a time: an addition waits for the one before it
    double parts[4] = {0, 0, 0, 0};
    int i = from;
    for (; i + 4 <= to; i += 4)
      for (int lane = 0; lane < 4; ++lane) parts[lane] += static_cast<double>(heights[i + lane]);
    for (; i < to; ++i) parts[0] += static_cast<double>(heights[i]);
    return (parts[0] + parts[1]) + (parts[2] + parts[3]);
  };
  const double middle = sum(skipped, intervals - skipped + 1);
  const double ends = sum(0, skipped) + sum(intervals - skipped + 1, intervals + 1);
  if (!std::isfinite(middle + ends)) return std::numeric_limits<double>::quiet_NaN();
  return middle / (intervals - 2 * skipped + 1);
}

Answer refused(int rc, unsigned warnings) {
  Answer answer;
  answer.rc = answer.reference.rc = rc;
  answer.warnings = answer.reference.warnings = warnings;
  return answer;
}

template <class Height>
Reference reference_of(const Link& link, const BasicProfile<Height>& profile) {
  Reference reference;
  reference.rc = check_link(link, reference.warnings);
  if (reference.rc != kSuccess) return reference;
  constexpr std::size_t kMaxPoints = 1u << 24;
  reference.rc = kPathDistance;
  if (profile.heights_m.size() < 2 || profile.heights_m.size() > kMaxPoints) return reference;
  if (!(profile.spacing_m > 0) || !std::isfinite(profile.distance_m())) return reference;
  const double system_height = system_height_m(profile.heights_m);
  reference.rc = kDeltaH;
  if (std::isnan(system_height)) return reference;

  reference.rc = kSuccess;
  const Medium medium = medium_of(link, system_height, true);
  reference.distance_m = profile.distance_m();
  analyse_terrain(profile, medium, reference);
  attenuate(medium, reference);
  reference.free_space_db = free_space_loss_db(reference.distance_m, link.frequency_mhz);
  return reference;
}

template <class Height>
Answer answer_of(const Link& link, const BasicProfile<Height>& profile, const Variability& variability) {
  unsigned warnings = 0;
  if (const int rc = check_link(link, warnings); rc != kSuccess) return refused(rc, warnings);
  if (const int rc = check_variability(variability); rc != kSuccess) return refused(rc, warnings);
  return with_variability(link, reference_of(link, profile), variability);
}

}  // namespace

// The limits, their order and their numbers are those of the published software. Negated comparisons: what is
// not a number is out of range.
int check_link(const Link& link, unsigned& warnings) {
  if (!within(link.tx_height_m, 1, 1000)) warnings |= kWarnTxHeight;
  if (!within(link.tx_height_m, 0.5, 3000)) return kTxHeight;
  if (!within(link.rx_height_m, 1, 1000)) warnings |= kWarnRxHeight;
  if (!within(link.rx_height_m, 0.5, 3000)) return kRxHeight;
  if (link.climate < 1 || link.climate > 7) return kClimate;
  if (!within(link.n0, 250, 400)) return kRefractivity;
  if (!within(link.frequency_mhz, 40, 10000)) warnings |= kWarnFrequency;
  if (!within(link.frequency_mhz, 20, 20000)) return kFrequency;
  if (link.polarization != 0 && link.polarization != 1) return kPolarization;
  if (!(link.epsilon >= 1) || std::isinf(link.epsilon)) return kEpsilon;
  if (!(link.sigma_s_per_m > 0) || std::isinf(link.sigma_s_per_m)) return kSigma;
  return kSuccess;
}

int check_variability(const Variability& variability) {
  const auto inside = [](double percent) { return percent > 0 && percent < 100; };
  if (variability.mdvar < 0 || variability.mdvar > 33 || variability.mdvar % 10 > 3) return kMdvar;
  if (!inside(variability.situation_percent))
    return variability.confidence_reliability ? kConfidence : kSituation;
  if (!inside(variability.time_percent)) return variability.confidence_reliability ? kReliability : kTime;
  if (!inside(variability.location_percent)) return kLocation;
  return kSuccess;
}

Medium medium_of(const Link& link, double system_height_m, bool point_to_point) {
  Medium medium;
  medium.frequency_mhz = link.frequency_mhz;
  medium.wave_number = link.frequency_mhz / 47.7;  // [Algorithm, equation 1.1]
  medium.height_m[0] = link.tx_height_m;
  medium.height_m[1] = link.rx_height_m;
  medium.point_to_point = point_to_point;
  // [Algorithm, equation 1.2; TN101, equation 4.3]
  medium.surface_refractivity = link.n0 * std::exp(-system_height_m / 9460.0);
  constexpr double kEarthCurvature = 157e-9;
  // [Algorithm, equation 1.3; TN101, equation 4.4]
  const double curvature = kEarthCurvature * (1.0 - 0.04665 * std::exp(medium.surface_refractivity / 179.3));
  medium.earth_radius_m = 1 / curvature;
  // [Algorithm, equations 1.4 and 1.5]: surface transfer impedance of the ground.
  const std::complex<double> permittivity(link.epsilon, 18000 * link.sigma_s_per_m / link.frequency_mhz);
  medium.ground_impedance = std::sqrt(permittivity - 1.0);
  if (link.polarization == 1) medium.ground_impedance /= permittivity;
  return medium;
}

Reference point_to_point_reference(const Link& link, const Profile& profile) {
  return reference_of(link, profile);
}
Reference point_to_point_reference(const Link& link, const FloatProfile& profile) {
  return reference_of(link, profile);
}

Answer point_to_point(const Link& link, const Profile& profile, const Variability& variability) {
  return answer_of(link, profile, variability);
}
Answer point_to_point(const Link& link, const FloatProfile& profile, const Variability& variability) {
  return answer_of(link, profile, variability);
}

Answer area(const Link& link, const Area& area, const Variability& variability) {
  unsigned warnings = 0;
  if (const int rc = check_link(link, warnings); rc != kSuccess) return refused(rc, warnings);
  if (const int rc = check_variability(variability); rc != kSuccess) return refused(rc, warnings);
  if (!(area.distance_m > 0) || std::isinf(area.distance_m)) return refused(kPathDistance, warnings);
  if (!(area.delta_h_m >= 0) || std::isinf(area.delta_h_m)) return refused(kDeltaH, warnings);
  if (area.tx_siting < 0 || area.tx_siting > 2) return refused(kTxSiting, warnings);
  if (area.rx_siting < 0 || area.rx_siting > 2) return refused(kRxSiting, warnings);

  const Medium medium = medium_of(link, 0, false);
  Reference reference;
  reference.warnings = warnings;
  reference.distance_m = area.distance_m;
  analyse_area(area, medium, reference);
  attenuate(medium, reference);
  reference.free_space_db = free_space_loss_db(area.distance_m, link.frequency_mhz);
  return with_variability(link, reference, variability);
}

}  // namespace radio::itm
