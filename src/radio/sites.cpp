#include "radio/sites.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

#include "arithmetic.h"
#include "lanes/setup.h"
#include "radio/path_profile.h"

namespace radio {
namespace {

constexpr double kMillionths = 1e6;

/// The tower that is tried, as a field names it: by the demand that it is to serve.
Tower tower_for(const SiteQuestion& question, const Demand& demand) {
  return {.name = demand.id,
          .place = demand.place,
          .height_m = question.height_m,
          .frequency_mhz = question.frequency_mhz,
          .eirp_dbm = question.eirp_dbm};
}

base::Result<CoverageField> field_of(const Terrain& terrain, const SiteQuestion& question,
                                     const Demand& demand) {
  return CoverageField::prepare(terrain, tower_for(question, demand), question.model, question.radius_m,
                                TowerAt::kPosts);
}

}  // namespace

base::Result<SiteSearch> SiteSearch::prepare(const Terrain& terrain, const SiteQuestion& question,
                                             std::vector<Demand> demand, std::vector<bool> served) {
  SiteSearch search(terrain, question);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const double weight = demand[i].weight;
    if (!terrain.shape().contains(demand[i].place) || !(weight >= 0 && weight <= 1e9))
      return base::fail(base::ErrorCode::kInvalid, {"radio.sites_demand", {{"demand", demand[i].id}}});
    search.weights_.push_back(std::llround(weight * kMillionths));
    if (served[i]) continue;
    const auto field = field_of(terrain, question, demand[i]);
    if (!field) return base::fail(field.error());
    search.window_ = search.window_.joined(field->window());
  }
  search.reaches_.resize(demand.size());
  search.demand_ = std::move(demand);
  search.served_ = std::move(served);
  return search;
}

Reach SiteSearch::reach_of(std::size_t demand) const {
  Reach reach;
  if (served_[demand]) return reach;
  const auto field = field_of(terrain_, question_, demand_[demand]);
  reach.window = field->window();
  const auto columns = static_cast<std::size_t>(reach.window.columns);
  reach.bits.resize((reach.window.cells() + 63) / 64);
  std::vector<float> levels(columns);
  for (std::int32_t r = 0; r < reach.window.rows; ++r) {
    reach.points += field->row_levels(reach.window.row + r, levels);
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t cell = static_cast<std::size_t>(r) * columns + c;
      if (static_cast<double>(levels[c]) >= question_.threshold_dbm)
        reach.bits[cell / 64] |= std::uint64_t{1} << (cell % 64);
    }
  }
  return reach;
}

void SiteSearch::adopt(std::size_t demand, Reach reach) {
  reaches_[demand] = std::move(reach);
}

Reach SiteSearch::reach_of(std::size_t demand, const TaskResults& kept, const base::Sha256& terrain) const {
  if (!kept || served_[demand]) return reach_of(demand);
  const Tower tower = tower_for(question_, demand_[demand]);
  const std::string purpose =
      "reach of " + std::to_string(std::bit_cast<std::uint64_t>(question_.threshold_dbm));
  const std::string name = task_name(terrain, tower, question_.model, question_.radius_m, purpose);
  if (const auto bytes = kept.find(name)) {
    const Window window = field_of(terrain_, question_, demand_[demand])->window();
    std::vector<std::uint64_t> bits((window.cells() + 63) / 64);
    if (const auto result = unpacked_result(*bytes, window, bits.size() * sizeof bits[0])) {
      std::memcpy(bits.data(), result->payload.data(), result->payload.size());
      // A bit behind the last cell would be a cell of nowhere.
      if (const std::size_t last = window.cells() % 64; last == 0 || bits.back() >> last == 0)
        return {window, std::move(bits), result->points};
    }
  }
  Reach reach = reach_of(demand);
  kept.keep(name, packed_result(reach.window, reach.points,
                                {reinterpret_cast<const char*>(reach.bits.data()),
                                 reach.bits.size() * sizeof reach.bits[0]}));
  return reach;
}

bool SiteSearch::compute(int threads, const KeepGoing& keep_going, const TaskResults& kept) {
  const base::Sha256 terrain = kept ? digest_of(terrain_) : base::Sha256{};
  std::vector<std::size_t> tasks;
  for (std::size_t i = 0; i < demand_.size(); ++i)
    if (!reaches_[i]) tasks.push_back(i);
  return run_tasks(
      threads, static_cast<std::int64_t>(tasks.size()),
      [&](std::int64_t i) {
        const std::size_t task = tasks[static_cast<std::size_t>(i)];
        reaches_[task] = reach_of(task, kept, terrain);
      },
      keep_going);
}

std::int64_t SiteSearch::points() const {
  std::int64_t sum = 0;
  for (const auto& reach : reaches_) sum += reach ? reach->points : 0;
  return sum;
}

/// Calls visit(cell of window_) for each cell of a reach.
template <class Visit>
void SiteSearch::visit_cells(const Reach& reach, Visit visit) const {
  const auto columns = static_cast<std::size_t>(reach.window.columns);
  const auto row0 = static_cast<std::size_t>(reach.window.row - window_.row);
  const auto column0 = static_cast<std::size_t>(reach.window.column - window_.column);
  for (std::size_t word = 0; word < reach.bits.size(); ++word)
    for (std::uint64_t bits = reach.bits[word]; bits != 0; bits &= bits - 1) {
      const std::size_t cell = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      visit((row0 + cell / columns) * static_cast<std::size_t>(window_.columns) + column0 + cell % columns);
    }
}

std::vector<std::int64_t> SiteSearch::whole_gains() const {
  std::vector<std::int64_t> gains(window_.empty() ? 0 : window_.cells());
  for (std::size_t i = 0; i < demand_.size(); ++i)
    if (!served_[i] && reaches_[i])
      visit_cells(*reaches_[i], [&](std::size_t cell) { gains[cell] += weights_[i]; });
  return gains;
}

std::vector<float> SiteSearch::gains() const {
  const auto whole = whole_gains();
  std::vector<float> gains(whole.size());
  std::ranges::transform(whole, gains.begin(), [](std::int64_t gain) {
    return static_cast<float>(static_cast<double>(gain) / kMillionths);
  });
  return gains;
}

std::vector<Site> SiteSearch::best(std::size_t count) const {
  std::vector<std::int64_t> gains = whole_gains();
  std::vector<bool> open(demand_.size());
  std::int64_t reachable = 0;
  for (std::size_t i = 0; i < demand_.size(); ++i) {
    open[i] = !served_[i] && reaches_[i] &&
              std::ranges::any_of(reaches_[i]->bits, [](auto word) { return word != 0; });
    if (open[i]) reachable += weights_[i];
  }
  std::vector<Site> sites;
  std::vector<std::int64_t> bounds(count, reachable), greatest;
  std::int64_t value = 0;
  const auto tighten_bounds = [&] {  // with any sites chosen, n more add at most the n greatest gains left
    greatest = gains;
    const std::size_t most = std::min(count, greatest.size());
    std::partial_sort(greatest.begin(), greatest.begin() + static_cast<std::ptrdiff_t>(most), greatest.end(),
                      std::greater{});
    std::int64_t sum = value;
    for (std::size_t n = 0; n < count; ++n) {
      if (n < most) sum += greatest[n];
      bounds[n] = std::min(bounds[n], sum);
    }
  };
  while (sites.size() < count && !gains.empty()) {
    tighten_bounds();
    const auto top = std::ranges::max_element(gains);
    if (*top <= 0) break;
    const auto cell = static_cast<std::size_t>(top - gains.begin());
    Site site;
    site.row = window_.row + static_cast<std::int32_t>(cell / static_cast<std::size_t>(window_.columns));
    site.column =
        window_.column + static_cast<std::int32_t>(cell % static_cast<std::size_t>(window_.columns));
    site.place = {terrain_.shape().lat_of(site.row), terrain_.shape().lon_of(site.column)};
    site.gain = static_cast<double>(*top) / kMillionths;
    value += *top;
    site.cumulative = static_cast<double>(value) / kMillionths;
    for (std::size_t i = 0; i < demand_.size(); ++i) {
      if (!open[i]) continue;
      const Window& w = reaches_[i]->window;
      const std::int32_t r = site.row - w.row, c = site.column - w.column;
      if (r < 0 || c < 0 || r >= w.rows || c >= w.columns) continue;
      if (!reaches_[i]->has(static_cast<std::size_t>(r) * static_cast<std::size_t>(w.columns) +
                            static_cast<std::size_t>(c)))
        continue;
      site.serves.push_back(i);
      open[i] = false;
      visit_cells(*reaches_[i], [&](std::size_t at) { gains[at] -= weights_[i]; });
    }
    sites.push_back(std::move(site));
  }
  for (std::size_t n = 1; n <= sites.size(); ++n) {
    const double guarantee = 1 - std::pow(1 - 1.0 / static_cast<double>(n), static_cast<double>(n));
    sites[n - 1].bound =
        std::min(static_cast<double>(bounds[n - 1]) / kMillionths, sites[n - 1].cumulative / guarantee);
  }
  return sites;
}

namespace {

itm::Answer answer_between(const Terrain& terrain, const PathModel& model, Place tx, Place rx,
                           double height_m, double frequency_mhz) {
  std::vector<double> heights;
  const Profile profile = sample_profile(terrain, tx, rx, model.step_m, 2, heights);
  return itm::point_to_point(model.link(height_m, frequency_mhz), profile, model.variability);
}

/// A part of the way along the great circle: the chord's point, which for some kilometres is within a
/// millimetre.
Place place_between(Place from, Place to, double part) {
  const auto mix = [&](double a, double b) { return (1 - part) * a + part * b; };
  const double lat1 = from.lat_deg * kRadians, lat2 = to.lat_deg * kRadians, lon1 = from.lon_deg * kRadians,
               lon2 = to.lon_deg * kRadians;
  const double x = mix(std::cos(lat1) * std::cos(lon1), std::cos(lat2) * std::cos(lon2));
  const double y = mix(std::cos(lat1) * std::sin(lon1), std::cos(lat2) * std::sin(lon2));
  return {std::atan2(mix(std::sin(lat1), std::sin(lat2)), std::hypot(x, y)) / kRadians,
          std::atan2(y, x) / kRadians};
}

/// Compass direction in which a path begins.
double azimuth_deg(Place from, Place to) {
  const double lat1 = from.lat_deg * kRadians, lat2 = to.lat_deg * kRadians,
               dlon = (to.lon_deg - from.lon_deg) * kRadians;
  const double angle =
      std::atan2(std::sin(dlon) * std::cos(lat2),
                 std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(dlon));
  return angle < 0 ? angle / kRadians + 360 : angle / kRadians;
}

}  // namespace

SiteLink site_link(const Terrain& terrain, const SiteQuestion& question, Place site, const Demand& demand) {
  SiteLink link;
  link.distance_m = great_circle_m(site, demand.place);
  const itm::Answer answer =
      answer_between(terrain, question.model, site, demand.place, question.height_m, question.frequency_mhz);
  link.level_dbm = question.eirp_dbm - answer.loss_db;
  const double horizon_m = answer.reference.horizon_distance_m[0];
  link.line_of_sight = answer.reference.rc != itm::kSuccess || answer.reference.free_sight;
  if (link.line_of_sight) return link;
  const Place place = place_between(site, demand.place, horizon_m / link.distance_m);
  link.obstacle = {place, terrain.height_m(place)};
  return link;
}

std::vector<double> levels_at(const Terrain& terrain, const std::vector<Tower>& towers,
                              const PathModel& model, double radius_m, const std::vector<Demand>& demand,
                              int threads) {
  std::vector<double> best(demand.size(), -std::numeric_limits<double>::infinity());
  run_tasks(
      threads, static_cast<std::int64_t>(demand.size()),
      [&](std::int64_t i) {
        const Place place = demand[static_cast<std::size_t>(i)].place;
        for (const Tower& tower : towers) {
          const double distance = great_circle_m(tower.place, place);
          if (!(distance <= radius_m)) continue;
          const double rise =
              terrain.height_m(place) + model.rx_height_m - terrain.height_m(tower.place) - tower.height_m;
          const double antenna = antenna_loss_db(
              tower.antenna, direction_to(std::max(1.0, distance), azimuth_deg(tower.place, place), rise));
          const double loss =
              answer_between(terrain, model, tower.place, place, tower.height_m, tower.frequency_mhz).loss_db;
          best[static_cast<std::size_t>(i)] =
              std::max(best[static_cast<std::size_t>(i)], tower.eirp_dbm - antenna - loss);
        }
      },
      {});
  return best;
}

}  // namespace radio
