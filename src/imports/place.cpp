#include "place.h"

#include <algorithm>
#include <cmath>

#include "geo/geojson.h"
#include "geo/measure.h"
#include "tables/number.h"
#include "tables/text.h"

namespace imports {
namespace {

/// Borders are drawn roughly: what lies this near may well be inside.
constexpr double kEdge_m = 1'000;
/// A point farther from the village that its row names deserves a look.
constexpr double kFarFromArea_m = 3'000;
/// The same where only the area's centre is known.
constexpr double kFarFromCentre_m = 25'000;
/// Nobody measures the computed middle of a village to thirty metres.
constexpr double kSamePoint_m = 30;

std::int64_t whole_km(double m) {
  return std::max<std::int64_t>(1, std::llround(m / 1000));
}

const char* key_of(tables::AngleFault fault) {
  switch (fault) {
    case tables::AngleFault::kNotFinite:
      return "imports.coordinate_not_finite";
    case tables::AngleFault::kMinutes:
      return "imports.coordinate_minutes";
    case tables::AngleFault::kProjected:
      return "imports.coordinate_utm";
    default:
      return "imports.coordinate_not_readable";
  }
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

}  // namespace

PlaceColumns::PlaceColumns(const Dataset& dataset, const Mapping& mapping) {
  const auto& columns = dataset.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!mapping.file_column[c]) continue;
    switch (columns[c].kind) {
      case Kind::kLatitude:
        latitude = c;
        break;
      case Kind::kLongitude:
        longitude = c;
        break;
      case Kind::kLatLon:
        pair = c;
        break;
      case Kind::kGeometry:
        geometry = c;
        break;
      case Kind::kAreaCode:
        area.code = c;
        break;
      case Kind::kVillageName:
        area.village = c;
        break;
      case Kind::kDistrictName:
        area.district = c;
        break;
      case Kind::kPrecision:
        precision = c;
        break;
      default:
        break;
    }
  }
}

PlaceReader::PlaceReader(const Dataset& dataset, const Mapping& mapping, const Territory& territory)
    : mapping_(mapping), territory_(territory), columns_(dataset, mapping) {
  for (const Column& column : dataset.columns())
    wanted_ |= column.kind == Kind::kLatitude || column.kind == Kind::kLatLon;
  if (!columns_.latitude) return;
  const std::string header = tables::fold(mapping.header(*columns_.latitude));
  south_ = header == "ls" || header.ends_with("selatan") || header.ends_with("lintangs") || header == "south";
}

void PlaceReader::read(Row& row, Remarks& remarks) const {
  Remarks point_remarks;
  const Typed typed = read_point(row, point_remarks);
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

PlaceReader::Typed PlaceReader::read_point(Row& row, Remarks& remarks) const {
  const auto filled = [&](const std::optional<std::size_t>& column) {
    return column && !tables::is_blank(row[*column].text);
  };
  if (filled(columns_.geometry)) return read_geometry(row, remarks);
  const bool two = filled(columns_.latitude) || filled(columns_.longitude);
  if (!two && filled(columns_.pair)) return read_pair(*columns_.pair, row, remarks);
  if (!two) return {};
  // Some files have both in the column of one, or in both columns the same pair.
  for (const auto& column : {columns_.latitude, columns_.longitude}) {
    if (!filled(column)) continue;
    const auto& other = column == columns_.latitude ? columns_.longitude : columns_.latitude;
    if (filled(other) && row[*other].text != row[*column].text) continue;
    if (tables::parse_angle_pair(row[*column].text)) return read_pair(*column, row, remarks);
  }
  return read_two_cells(row, remarks);
}

PlaceReader::Typed PlaceReader::read_geometry(Row& row, Remarks& remarks) const {
  Typed typed{.absent = false};
  const auto json = base::Json::parse(row[*columns_.geometry].text);
  const auto shape =
      json ? geo::parse_geometry(*json) : base::Result<geo::Geometry>(tl::unexpected(json.error()));
  if (!shape) {
    remarks.refuse(columns_.geometry, shape.error().message);
    return typed;
  }
  typed.point = geo::inside_point(*shape);
  if (!std::holds_alternative<geo::Point>(*shape)) row.geometry = row[*columns_.geometry].text;
  return typed;
}

PlaceReader::Typed PlaceReader::read_pair(std::size_t column, const Row& row, Remarks& remarks) const {
  Typed typed{.absent = false};
  const std::string_view text = row[column].text;
  const auto pair = tables::parse_angle_pair(text);
  if (!pair) {
    const auto alone = tables::parse_angle(text);
    const bool half = alone.angle.has_value();
    remarks.refuse(column, {half ? "imports.coordinate_only_one" : key_of(alone.fault), {}});
    return typed;
  }
  typed.latitude = {{}, pair->latitude, {}, pair->latitude < 0};
  typed.longitude = {{}, pair->longitude, {}, pair->longitude < 0};
  typed.point = geo::Point{pair->latitude, pair->longitude};
  return typed;
}

/// False when a reason was given.
bool PlaceReader::read_angle(std::size_t column, const Row& row, TypedAngle& out, tables::Axis& axis,
                             Remarks& remarks) const {
  out.text = row[column].text;
  const auto result = tables::parse_angle(out.text);
  if (result.angle) {
    out.degrees = result.angle->degrees;
    axis = result.angle->axis;
    if (column == columns_.latitude && south_ && !result.angle->has_sign) out.degrees = -*out.degrees;
    out.negative = *out.degrees < 0;
    const bool mark_lost = std::abs(*out.degrees) > 180 && out.text.find_first_of(".,") == out.text.npos;
    if (mark_lost) out.digits = digits_of(out.text);
    return true;
  }
  if (result.fault == tables::AngleFault::kMarksAstray) {
    out.digits = result.digits;
    out.negative = result.negative;
    return true;
  }
  remarks.refuse(column, {key_of(result.fault), {}});
  return false;
}

PlaceReader::Typed PlaceReader::read_two_cells(const Row& row, Remarks& remarks) const {
  Typed typed{.absent = false, .two_cells = true};
  if (!columns_.latitude || !columns_.longitude) {
    remarks.refuse(columns_.point(), {"imports.coordinate_only_one", {}});
    return typed;
  }
  const std::size_t lat = *columns_.latitude, lon = *columns_.longitude;
  const bool no_lat = tables::is_blank(row[lat].text), no_lon = tables::is_blank(row[lon].text);
  if (no_lat || no_lon) {
    const std::size_t empty = no_lat ? lat : lon, full = no_lat ? lon : lat;
    // The filled one may be wrong as well; then that is the cause to begin with.
    TypedAngle angle;
    tables::Axis axis{};
    if (read_angle(full, row, angle, axis, remarks))
      remarks.refuse(empty, {"imports.coordinate_half", {{"other", mapping_.header(full)}}});
    return typed;
  }
  tables::Axis lat_axis{}, lon_axis{};
  Remarks longitude_remarks;
  const bool lat_read = read_angle(lat, row, typed.latitude, lat_axis, remarks);
  const bool lon_read = read_angle(lon, row, typed.longitude, lon_axis, longitude_remarks);
  const bool same_fault = !lat_read && !lon_read &&
                          longitude_remarks.all().front().message.key == remarks.all().back().message.key;
  if (!lon_read && !same_fault) remarks.refuse(lon, longitude_remarks.all().front().message);
  if (!lat_read || !lon_read) return typed;
  if (lat_axis == tables::Axis::kLongitude && lon_axis == tables::Axis::kLatitude) {
    std::swap(typed.latitude, typed.longitude);
    remarks.warn(lat, {"imports.swapped_by_letters", {{"other", mapping_.header(lon)}}});
  }
  if (typed.latitude.degrees && typed.longitude.degrees) {
    typed.point = geo::Point{*typed.latitude.degrees, *typed.longitude.degrees};
    return typed;
  }
  // A decimal mark went astray: only where it has one place can it be put back.
  const std::size_t column = typed.latitude.degrees ? lon : lat;
  if (const auto meant = guess_point(typed.latitude, typed.longitude, territory_)) {
    remarks.refuse(column, {"imports.coordinate_marks", {}}, mend_of(row, typed, *meant));
  } else {
    remarks.refuse(column, {"imports.coordinate_not_readable", {}});
  }
  return typed;
}

void PlaceReader::judge(Row& row, const Typed& typed, const Area* area, Remarks& remarks) const {
  const double outside_m = territory_.outside_m(*typed.point);
  if (outside_m > kEdge_m) {
    row.geometry = {};
    say_outside(row, typed, outside_m, remarks);
    if (!remarks.all().back().mend) offer_centre(row, area, remarks);
    return;
  }
  if (outside_m > 0)
    remarks.warn(columns_.point(), {"imports.on_the_edge",
                                    {{"m", static_cast<std::int64_t>(std::llround(outside_m))},
                                     {"regency", territory_.name()}}});
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

Mend PlaceReader::mend_of(const Row& row, const Typed& typed, const Meant& meant) const {
  Mend mend{std::string(meant.kind), {}, {"imports.mend_inside", {{"regency", territory_.name()}}}};
  if (const Area* village = territory_.village_at(meant.point))
    mend.why = {"imports.mend_inside_village", {{"area", village->name}}};
  if (!typed.two_cells) {
    const std::size_t column = *columns_.point();
    mend.cells = {{column, std::string(row[column].text), meant.latitude + ", " + meant.longitude}};
    return mend;
  }
  const std::size_t lat = *columns_.latitude, lon = *columns_.longitude;
  if (row[lat].text != meant.latitude)
    mend.cells.push_back({lat, std::string(row[lat].text), meant.latitude});
  if (row[lon].text != meant.longitude)
    mend.cells.push_back({lon, std::string(row[lon].text), meant.longitude});
  return mend;
}

void PlaceReader::say_outside(const Row& row, const Typed& typed, double outside_m, Remarks& remarks) const {
  const std::string& regency = territory_.name();
  const auto column = columns_.point();
  const bool is_shape = columns_.geometry && !tables::is_blank(row[*columns_.geometry].text);
  const auto meant = is_shape ? std::nullopt : guess_point(typed.latitude, typed.longitude, territory_);
  if (meant) {
    Mend mend = mend_of(row, typed, *meant);
    const std::optional<std::size_t> blamed =
        typed.two_cells && !mend.cells.empty() ? mend.cells.front().column : column;
    base::Message message{"imports.outside_" + std::string(meant->kind), {{"regency", regency}}};
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
  } else if (says("survei") || says("survey") || says("ukur") || says("geodet") || says("rtk")) {
    place.precision = Precision::kSurveyed;
  }
}

}  // namespace imports
