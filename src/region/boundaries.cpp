#include <algorithm>
#include <set>

#include "audit/audit.h"
#include "geo/cells.h"
#include "geo/dissolve.h"
#include "geo/geojson.h"
#include "geo/measure.h"
#include "geo/wkb.h"
#include "identity/audit.h"
#include "region/area_book.h"
#include "region/area_import.h"
#include "region/settings.h"

namespace region {
namespace {

const db::Sql kSetBoundary{
    "UPDATE areas SET boundary = $2, boundary_kind = $3, boundary_source = $4, south = $5, west = $6, north "
    "= $7, east = $8"
    " WHERE id = $1"};
const db::Sql kClearSamples{
    "UPDATE areas SET boundary = NULL, boundary_kind = 'none', boundary_source = '', south = NULL, west = "
    "NULL,"
    " north = NULL, east = NULL WHERE boundary_kind = 'sample'"};
const db::Sql kSources{"SELECT id, boundary_source FROM areas WHERE boundary_source <> ''"};

/// Stands as the source of an outline that was joined from villages; joined anew when those change.
constexpr std::string_view kJoined = "joined";
constexpr double kSampleReach_m = 3000;

struct Sourced {
  std::string id, boundary_source;
};
template <class Visit>
void fields(Visit& visit, Sourced& s) {
  visit("id", s.id);
  visit("boundary_source", s.boundary_source);
}

void store(db::Transaction& tx, const Area& area, const geo::Geometry& shape, std::string_view kind,
           std::string_view source) {
  const geo::Box box = geo::bounds(shape);
  tx.execute(kSetBoundary, area.id, db::Blob{geo::encode_wkb(shape)}, kind, source, box.south, box.west,
             box.north, box.east);
}

/// Gives each area of the level that has no boundary of its own the outline of its children.
void join(db::Transaction& tx, Level level) {
  const auto book = AreaBook::load(tx);
  std::set<std::string> own;
  for (const Sourced& sourced : tx.all<Sourced>(kSources))
    if (sourced.boundary_source != kJoined) own.insert(sourced.id);
  for (const Area& area : book->areas()) {
    if (area.level != level || own.contains(area.id.text())) continue;
    std::vector<const geo::Geometry*> parts;
    bool sample = false;
    for (const Area* child : book->children(area.code)) {
      if (book->boundary(*child) == nullptr) continue;
      parts.push_back(book->boundary(*child));
      sample |= book->boundary_kind(*child) == BoundaryKind::kSample;
    }
    if (!parts.empty()) store(tx, area, geo::dissolve(parts), sample ? "sample" : "indicative", kJoined);
  }
}

void join_upwards(db::Transaction& tx) {
  join(tx, Level::kDistrict);
  join(tx, Level::kRegency);
  areas_changed(tx);
}

struct Drawn {
  const Area* area;
  const geo::Geometry* shape;
};

/// What a feature draws; nothing when it is refused, the reason in the report.
std::optional<Drawn> judge(const geo::Feature& feature, int row, const AreaBook& book,
                           std::set<std::string>& seen, ImportReport& report) {
  const bool english =
      feature.properties.find("kode") == nullptr && feature.properties.find("code") != nullptr;
  const char* const code_column = english ? "code" : "kode";
  const std::string& code = feature.properties.at(code_column).as_string();
  const auto refuse = [&](const char* column, base::Message reason) {
    report.refuse(row, column, std::move(reason));
    return std::nullopt;
  };
  if (code.empty()) return refuse(code_column, {"region.import.code_missing", {}});
  const Area* area = book.find(code);
  if (area == nullptr) return refuse(code_column, {"region.import.code_unknown", {{"value", code}}});
  if (!feature.geometry) return refuse("geometry", feature.geometry.error().message);
  if (geo::polygons_of(*feature.geometry).empty())
    return refuse("geometry", {"region.import.no_polygon", {}});
  if (!seen.insert(area->id.text()).second)
    return refuse(code_column, {"region.import.boundary_twice", {{"value", code}}});
  const char* const name_column = english ? "name" : "nama";
  const std::string& name = feature.properties.at(name_column).as_string();
  if (!name.empty() && name != area->name)
    report.warn(
        row, name_column,
        {"region.import.name_differs", {{"value", name}, {"name", area->name}, {"code", area->code}}});
  return Drawn{area, &*feature.geometry};
}

}  // namespace

base::Result<ImportReport> import_boundaries(db::Transaction& tx, const identity::Actor& actor,
                                             std::string_view geojson, const AreaImport& options) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageAreas)) return base::fail(*no);
  const auto features = geo::parse_features(geojson);
  if (!features) return base::fail(features.error());
  const auto book = AreaBook::load(tx);
  ImportReport report;
  std::set<std::string> seen;
  std::vector<Drawn> changed;
  for (std::size_t i = 0; i < features->size(); ++i) {
    ++report.rows;
    const auto drawn = judge((*features)[i], static_cast<int>(i) + 2, *book, seen, report);
    if (!drawn) continue;
    ++report.ready;
    const geo::Geometry* stored = book->boundary(*drawn->area);
    if (stored == nullptr || *stored != *drawn->shape) changed.push_back(*drawn);
  }
  report.changed = static_cast<int>(changed.size());
  if (options.dry_run || !report.refused.empty() || changed.empty()) return report;
  tx.execute(kClearSamples);
  for (const auto& [area, shape] : changed) store(tx, *area, *shape, "indicative", options.source);
  join_upwards(tx);
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = "region.boundaries_imported",
                 .subject = "areas",
                 .after = base::Json::object({{"changed", report.changed}, {"source", options.source}})},
                options.now);
  return report;
}

base::Result<int> draw_sample_boundaries(db::Transaction& tx, const identity::Actor& actor) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageAreas)) return base::fail(*no);
  const auto book = AreaBook::load(tx);
  std::vector<const Area*> villages;
  std::vector<geo::Point> centres;
  for (const Area& area : book->areas()) {
    if (!is_village(area.level)) continue;
    if (book->boundary(area) != nullptr) return 0;
    villages.push_back(&area);
    centres.push_back(area.centre);
  }
  const geo::Path hull = geo::convex_hull(centres);
  if (hull.size() < 4) return 0;
  const auto cells = geo::voronoi_cells(centres, geo::grown(hull, kSampleReach_m));
  int drawn = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].rings.empty()) continue;
    store(tx, *villages[i], cells[i], "sample", "");
    ++drawn;
  }
  join_upwards(tx);
  return drawn;
}

}  // namespace region
