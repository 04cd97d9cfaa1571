#include "place.h"

#include <algorithm>
#include <cmath>

#include "geo/measure.h"
#include "tables/number.h"
#include "tables/text.h"

namespace imports {
namespace {

/// A point farther from the village that its row names deserves a look.
constexpr double kFarFromArea_m = 3'000;
/// The same where only the area's centre is known.
constexpr double kFarFromCentre_m = 25'000;
/// Nobody measures the computed middle of a village to thirty metres.
constexpr double kSamePoint_m = 30;

/// Nobody is there: programs write it where nothing was measured.
bool is_zero(geo::Point point) {
  return point.lat == 0 && point.lon == 0;
}

std::int64_t whole_km(double m) {
  return std::max<std::int64_t>(1, std::llround(m / 1000));
}

}  // namespace

PlaceReader::PlaceReader(const Dataset& dataset, const Mapping& mapping, const Territory& territory)
    : mapping_(mapping),
      territory_(territory),
      columns_(dataset, mapping),
      points_(columns_, mapping, territory) {
  for (const Column& column : dataset.columns())
    wanted_ |= column.kind == Kind::kLatitude || column.kind == Kind::kLatLon;
}

void PlaceReader::read(Row& row, Remarks& remarks) const {
  Remarks point_remarks;
  const TypedPoint typed = points_.read(row, point_remarks);
  row.typed = typed.point;
  std::optional<geo::Point> inside =
      typed.point && territory_.inside(*typed.point) ? typed.point : std::nullopt;
  const NamedArea named = read_area(row, columns_.area, territory_, inside, remarks);
  if (named.area != nullptr) row.area_code = named.area->code;
  if (!wanted_) return;
  for (Remark& remark : point_remarks.all()) {
    if (remark.weight == Weight::kRefused) {
      remarks.refuse(remark.column, std::move(remark.message), std::move(remark.mend));
      if (!remarks.all().back().mend) offer_centre(row, named.area, remarks);
    } else {
      remarks.warn(remark.column, std::move(remark.message), std::move(remark.mend));
    }
  }
  if (point_remarks.refused()) return;
  if (typed.point) return judge(row, typed, named.area, remarks);
  if (named.refused) return;
  if (named.area == nullptr) return remarks.refuse(columns_.point(), {"imports.no_place", {}});
  use_centre(row, *named.area, remarks);
}

void PlaceReader::judge(Row& row, const TypedPoint& typed, const Area* area, Remarks& remarks) const {
  const double outside_m = territory_.outside_m(*typed.point);
  if (outside_m > kEdge_m) {
    row.geometry = {};
    say_outside(row, typed, outside_m, remarks);
    if (!remarks.all().back().mend) offer_centre(row, area, remarks);
    return;
  }
  if (outside_m > 0)
    remarks.warn(
        typed.cell ? typed.cell : columns_.point(),
        {"imports.on_the_edge",
         {{"m", static_cast<std::int64_t>(std::llround(outside_m))}, {"regency", territory_.name()}}});
  row.place = Place{*typed.point};
  read_precision(row);
  if (area == nullptr) {
    if (const Area* found = territory_.village_at(*typed.point)) row.area_code = found->code;
    return;
  }
  const double far_m = territory_.distance_m(*area, *typed.point);
  if (far_m > (area->border ? kFarFromArea_m : kFarFromCentre_m))
    remarks.warn(columns_.point(),
                 {"imports.far_from_area", {{"km", whole_km(far_m)}, {"area", area->name}}});
  const bool computed = row.place->precision == Precision::kUnknown &&
                        geo::distance_m(*typed.point, area->centre) < kSamePoint_m;
  if (computed)
    row.place->precision =
        area->level == Level::kVillage ? Precision::kVillageCentroid : Precision::kDistrictCentroid;
}

void PlaceReader::say_outside(const Row& row, const TypedPoint& typed, double outside_m,
                              Remarks& remarks) const {
  const std::string& regency = territory_.name();
  const auto column = typed.cell ? typed.cell : columns_.point();
  if (is_zero(*typed.point)) return remarks.refuse(column, {"imports.coordinate_zero", {}});
  if (const auto meant = guess_point(typed.latitude, typed.longitude, territory_)) {
    Mend mend = points_.mend_of(row, typed, *meant);
    const std::optional<std::size_t> blamed =
        typed.two_cells && !mend.cells.empty() ? mend.cells.front().column : column;
    base::Message message{"imports.outside_" + std::string(meant->kind), {{"regency", regency}}};
    if (blamed == columns_.geometry) message.values.emplace_back("value", pair_text(*typed.point));
    if (meant->kind == "swapped" || meant->kind == "swapped_sign") {
      if (typed.two_cells) {
        message.values.emplace_back("other", mapping_.header(*columns_.longitude));
      } else {
        message.key += "_pair";
      }
    }
    return remarks.refuse(blamed, std::move(message), std::move(mend));
  }
  if (looks_like_utm(typed.latitude, typed.longitude))
    return remarks.refuse(column, {"imports.coordinate_utm", {}});
  if (!geo::is_valid(*typed.point)) {
    const bool latitude = std::abs(typed.point->lat) > 90;
    return remarks.refuse(typed.two_cells && !latitude ? columns_.longitude : column,
                          {latitude ? "imports.latitude_impossible" : "imports.longitude_impossible", {}});
  }
  // The one that cannot belong to any place of the regency is to blame; else both.
  const geo::Point centre = territory_.regency().centre;
  const bool lat_far = std::abs(typed.point->lat - centre.lat) > 1.5,
             lon_far = std::abs(typed.point->lon - centre.lon) > 1.5;
  const bool blame_longitude = typed.two_cells && lon_far && !lat_far;
  remarks.refuse(blame_longitude ? columns_.longitude : column,
                 {typed.two_cells && lat_far != lon_far ? "imports.outside_one" : "imports.outside",
                  {{"regency", regency},
                   {"km", whole_km(outside_m)},
                   {"lat", typed.point->lat},
                   {"lon", typed.point->lon}}});
}

void PlaceReader::use_centre(Row& row, const Area& area, Remarks& remarks) const {
  const bool village = area.level == Level::kVillage;
  row.place = Place{area.centre, village ? Precision::kVillageCentroid : Precision::kDistrictCentroid};
  remarks.warn(columns_.point(), {village ? "imports.village_centre_used" : "imports.district_centre_used",
                                  {{"area", area.name}}});
}

/// To the reason given last: leave the coordinates empty, so that the middle of the area stands in.
void PlaceReader::offer_centre(const Row& row, const Area* area, Remarks& remarks) const {
  if (area == nullptr) return;
  Mend mend{"centre", {}, {"imports.mend_centre", {{"area", area->name}}}};
  for (const auto& column : {columns_.latitude, columns_.longitude, columns_.pair, columns_.geometry})
    if (column && !row[*column].blank()) mend.cells.push_back({*column, std::string(row[*column].text), ""});
  if (!mend.cells.empty()) remarks.all().back().mend = std::move(mend);
}

void PlaceReader::read_precision(Row& row) const {
  if (!columns_.precision) return;
  const std::string_view text = row[*columns_.precision].text;
  const std::string words = tables::fold(text);
  const auto says = [&](std::string_view word) { return words.find(word) != words.npos; };
  Place& place = *row.place;
  if (says("centroid") || says("sentroid") || says("tengah") || says("pusat")) {
    place.precision = says("kec") ? Precision::kDistrictCentroid : Precision::kVillageCentroid;
  } else if (says("gps") || text.find("±") != text.npos) {
    place.precision = Precision::kGps;
    const std::size_t figure = text.find_first_of("0123456789");
    if (figure == text.npos) return;
    if (const auto number = tables::parse_number(text.substr(figure), {',', false}).number)
      place.accuracy_m = number->value;
  } else if (says("peta") || says("pointed")) {
    place.precision = Precision::kPointed;
  } else if (says("survei") || says("survey") || says("ukur") || says("geodet") || says("rtk")) {
    place.precision = Precision::kSurveyed;
  }
}

}  // namespace imports
