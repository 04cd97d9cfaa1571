#include "area_places.h"

#include <algorithm>
#include <cmath>

#include "geo/measure.h"
#include "tables/coordinate.h"
#include "tables/text.h"

namespace region {
namespace {

/// Boundaries are drawn roughly: what lies this near may well be inside.
constexpr double kEdge_m = 1'000;
/// From Merauke's middle to its farthest village it is less.
constexpr double kReach_m = 300'000;

void refuse(const Table& table, const char* key, std::string_view column, ImportReport& report,
            std::string_view other = {}) {
  report.refuse(table.row(), table.header(column),
                {key, {{"value", tables::shorten(table[column], 60)}, {"other", table.header(other)}}});
}

/// The middle one of all, which a few wrong ones cannot move.
geo::Point middle_of(const std::vector<AreaRow>& rows) {
  std::vector<double> lat, lon;
  for (const AreaRow& row : rows) lat.push_back(row.area.centre.lat), lon.push_back(row.area.centre.lon);
  const auto median = [](std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
  };
  return {median(lat), median(lon)};
}

}  // namespace

std::optional<geo::Point> read_centre(const Table& table, ImportReport& report) {
  const bool no_lat = tables::is_blank(table["lat"]), no_lon = tables::is_blank(table["lon"]);
  if (no_lat || no_lon) {
    refuse(table, "region.import.coordinate_half", no_lat ? "lat" : "lon", report, no_lat ? "lon" : "lat");
    return std::nullopt;
  }
  const auto lat = tables::parse_angle(table["lat"]).angle, lon = tables::parse_angle(table["lon"]).angle;
  if (!lat || !lon) {
    refuse(table, "region.import.no_coordinate", lat ? "lon" : "lat", report);
    return std::nullopt;
  }
  const bool by_letters = lat->axis == tables::Axis::kLongitude && lon->axis == tables::Axis::kLatitude;
  const geo::Point point =
      by_letters ? geo::Point{lon->degrees, lat->degrees} : geo::Point{lat->degrees, lon->degrees};
  if (!geo::is_valid(point)) {
    const bool swapped = geo::is_valid({point.lon, point.lat});
    refuse(table, swapped ? "region.import.swapped" : "region.import.no_coordinate",
           std::abs(point.lat) > 90 ? "lat" : "lon", report, "lon");
    return std::nullopt;
  }
  if (point == geo::Point{0, 0}) {
    refuse(table, "region.import.coordinate_zero", "lat", report);
    return std::nullopt;
  }
  return point;
}

void refuse_far_away(std::vector<AreaRow>& rows, const AreaBook& book, const Table& table,
                     ImportReport& report) {
  if (rows.empty()) return;
  const bool drawn = book.regency() != nullptr && book.boundary(*book.regency()) != nullptr &&
                     book.boundary_kind(*book.regency()) == BoundaryKind::kIndicative;
  const geo::Point middle = middle_of(rows);
  const auto far_m = [&](geo::Point point) {
    if (!drawn) return std::max(0.0, geo::distance_m(middle, point) - kReach_m);
    const double beyond_m =
        book.inside(point) ? 0 : geo::distance_to_m(*book.boundary(*book.regency()), point);
    return beyond_m > kEdge_m ? beyond_m : 0;
  };
  std::erase_if(rows, [&](const AreaRow& row) {
    const geo::Point at = row.area.centre;
    const bool stays = row.stored != nullptr && row.stored->centre == at;
    if (stays || far_m(at) == 0) return false;
    const bool sign = far_m({-at.lat, at.lon}) == 0;
    const double km = geo::distance_m(middle, at) / 1000;
    report.refuse(row.number, table.header("lat"),
                  {sign ? "region.import.sign_lost" : "region.import.far_away",
                   {{"km", static_cast<std::int64_t>(std::llround(km))}}});
    return true;
  });
}

}  // namespace region
