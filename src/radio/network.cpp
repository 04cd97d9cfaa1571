#include "radio/network.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

#include "lanes/setup.h"

namespace radio {

Network::Network(const Terrain& terrain, PathModel model, double radius_m)
    : terrain_(terrain), model_(std::move(model)), radius_m_(radius_m) {}

base::Result<std::size_t> Network::add(const Tower& tower) {
  auto field = CoverageField::prepare(terrain_, tower, model_, radius_m_);
  if (!field) return base::fail(field.error());
  fields_.push_back({tower, std::move(*field), std::nullopt});
  return fields_.size() - 1;
}

base::Result<Window> Network::replace(std::size_t index, const Tower& tower) {
  auto field = CoverageField::prepare(terrain_, tower, model_, radius_m_);
  if (!field) return base::fail(field.error());
  const Window touched = fields_[index].field.window().joined(field->window());
  fields_[index] = {tower, std::move(*field), std::nullopt};
  return touched;
}

namespace {

std::optional<FieldLevels> kept_levels(const TaskResults& kept, const std::string& name,
                                       const Window& window) {
  const auto bytes = kept.find(name);
  if (!bytes) return std::nullopt;
  const auto result = unpacked_result(*bytes, window, window.cells() * sizeof(float));
  if (!result) return std::nullopt;
  FieldLevels levels{window, std::vector<float>(window.cells()), result->points};
  std::memcpy(levels.level_dbm.data(), result->payload.data(), result->payload.size());
  return levels;
}

void keep_levels(const TaskResults& kept, const std::string& name, const FieldLevels& levels) {
  kept.keep(name, packed_result(levels.window, levels.points,
                                {reinterpret_cast<const char*>(levels.level_dbm.data()),
                                 levels.level_dbm.size() * sizeof(float)}));
}

}  // namespace

bool Network::compute(int threads, const KeepGoing& keep_going, const TaskResults& kept) {
  const base::Sha256 terrain = kept ? digest_of(terrain_) : base::Sha256{};
  std::int64_t total = 0, before = 0;
  for (const Part& part : fields_) total += part.levels ? 0 : part.field.window().rows;
  for (Part& part : fields_) {
    if (part.levels) continue;
    const std::string name = kept ? task_name(terrain, part.tower, model_, radius_m_) : "";
    if (kept && (part.levels = kept_levels(kept, name, part.field.window()))) {
      before += part.field.window().rows;
      if (keep_going && !keep_going(before, total)) return false;
      continue;
    }
    const auto on = [&](std::int64_t done, std::int64_t) {
      return !keep_going || keep_going(before + done, total);
    };
    part.levels = field_levels(part.field, threads, on);
    if (!part.levels) return false;
    if (kept) keep_levels(kept, name, *part.levels);
    before += part.field.window().rows;
  }
  return true;
}

std::int64_t Network::points() const {
  std::int64_t sum = 0;
  for (const Part& part : fields_) sum += part.levels ? part.levels->points : 0;
  return sum;
}

Window Network::window() const {
  Window all;
  for (const Part& part : fields_) all = all.joined(part.field.window());
  return all;
}

std::vector<Served> Network::served(const Window& window) const {
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  std::vector<Served> served(window.cells(), {kNone, kNone, -1, -1});
  for (std::size_t t = 0; t < fields_.size(); ++t) {
    const FieldLevels& levels = *fields_[t].levels;
    const Window both = window.intersected(levels.window);
    for (std::int32_t r = both.row; r < both.row + both.rows; ++r) {
      const std::size_t from =
          static_cast<std::size_t>(r - levels.window.row) * static_cast<std::size_t>(levels.window.columns);
      Served* to =
          served.data() + static_cast<std::size_t>(r - window.row) * static_cast<std::size_t>(window.columns);
      for (std::int32_t c = both.column; c < both.column + both.columns; ++c) {
        const float level = levels.level_dbm[from + static_cast<std::size_t>(c - levels.window.column)];
        Served& s = to[c - window.column];
        if (level > s.best_dbm || (s.best < 0 && !std::isnan(level))) {
          s = {level, s.best_dbm, static_cast<std::int32_t>(t), s.best};
        } else if (level > s.second_dbm || (s.second < 0 && !std::isnan(level))) {
          s.second_dbm = level;
          s.second = static_cast<std::int32_t>(t);
        }
      }
    }
  }
  return served;
}

std::vector<TowerShare> Network::shares(const Window& window, std::span<const Served> served,
                                        double threshold_dbm) const {
  std::vector<TowerShare> shares(fields_.size());
  for (std::size_t i = 0; i < served.size(); ++i) {
    const Served& s = served[i];
    if (s.best < 0 || static_cast<double>(s.best_dbm) < threshold_dbm) continue;
    const auto row = window.row + static_cast<std::int32_t>(i / static_cast<std::size_t>(window.columns));
    const double km2 = post_area_km2(terrain_.shape(), row);
    TowerShare& share = shares[static_cast<std::size_t>(s.best)];
    ++share.best_cells;
    share.best_km2 += km2;
    const bool another = s.second >= 0 && static_cast<double>(s.second_dbm) >= threshold_dbm;
    share.overlap_cells += another;
    if (!another) share.lost_km2 += km2;
  }
  return shares;
}

double post_area_km2(const TerrainShape& shape, std::int32_t row) {
  const double km_per_deg = lanes::kMeanEarthRadius_m / 1000 * std::numbers::pi / 180;
  return km_per_deg / shape.rows_per_deg * km_per_deg / shape.columns_per_deg *
         std::cos(shape.lat_of(row) * std::numbers::pi / 180);
}

}  // namespace radio
