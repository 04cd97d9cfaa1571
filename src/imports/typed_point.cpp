#include "typed_point.h"

#include <cmath>

#include "geo/geojson.h"
#include "geo/measure.h"
#include "tables/text.h"

namespace imports {
namespace {

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

/// The first position in a GeoJSON geometry, though it may lie outside the earth.
std::optional<geo::Point> first_position(const base::Json& geometry) {
  const base::Json* at = &geometry.at("coordinates");
  while (at->is_array() && !at->as_array().empty() && at->as_array()[0].is_array()) at = &at->as_array()[0];
  const auto& numbers = at->as_array();
  if (numbers.size() < 2 || !numbers[0].is_number() || !numbers[1].is_number()) return std::nullopt;
  return geo::Point{numbers[1].as_double(), numbers[0].as_double()};
}

TypedPoint pair_in(std::size_t cell, double lat, double lon) {
  TypedPoint typed{.absent = false, .point = geo::Point{lat, lon}, .cell = cell};
  typed.latitude = {{}, lat, {}, lat < 0};
  typed.longitude = {{}, lon, {}, lon < 0};
  return typed;
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

PointReader::PointReader(const PlaceColumns& columns, const Mapping& mapping, const Territory& territory)
    : columns_(columns), mapping_(mapping), territory_(territory) {
  if (!columns_.latitude) return;
  const std::string header = tables::fold(mapping.header(*columns_.latitude));
  south_ = header == "ls" || header.ends_with("selatan") || header.ends_with("lintangs") || header == "south";
}

TypedPoint PointReader::read(Row& row, Remarks& remarks) const {
  const auto filled = [&](const std::optional<std::size_t>& column) {
    return column && !tables::is_blank(row[*column].text);
  };
  if (filled(columns_.geometry)) return read_geometry(*columns_.geometry, row, remarks);
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

/// A point is judged as a typed pair is: it too may be swapped, or have lost its minus.
TypedPoint PointReader::read_geometry(std::size_t column, Row& row, Remarks& remarks) const {
  const std::string_view text = row[column].text;
  if (text.front() != '{') return read_pair(column, row, remarks);
  const auto json = base::Json::parse(text);
  if (!json) {
    remarks.refuse(column, json.error().message);
    return {.absent = false};
  }
  const auto position = json->at("type").as_string() == "Point" ? first_position(*json) : std::nullopt;
  return position ? pair_in(column, position->lat, position->lon) : read_shape(column, *json, row, remarks);
}

TypedPoint PointReader::read_shape(std::size_t column, const base::Json& json, Row& row,
                                   Remarks& remarks) const {
  TypedPoint typed{.absent = false, .cell = column};
  const auto shape = geo::parse_geometry(json);
  if (!shape) {
    const auto first = first_position(json);
    const bool swapped = first && territory_.inside({first->lon, first->lat});
    remarks.refuse(column, swapped ? base::Message{"imports.shape_swapped", {{"regency", territory_.name()}}}
                                   : shape.error().message);
    return typed;
  }
  typed.point = geo::inside_point(*shape);
  row.geometry = row[column].text;
  return typed;
}

TypedPoint PointReader::read_pair(std::size_t column, const Row& row, Remarks& remarks) const {
  const std::string_view text = row[column].text;
  if (const auto pair = tables::parse_angle_pair(text))
    return pair_in(column, pair->latitude, pair->longitude);
  const auto alone = tables::parse_angle(text);
  const char* const key = !alone.angle                ? key_of(alone.fault)
                          : alone.angle->degrees == 0 ? "imports.coordinate_zero"
                                                      : "imports.coordinate_only_one";
  remarks.refuse(column, {key, {}});
  return {.absent = false};
}

/// False when a reason was given.
bool PointReader::read_angle(std::size_t column, const Row& row, TypedAngle& out, tables::Axis& axis,
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

TypedPoint PointReader::read_two_cells(const Row& row, Remarks& remarks) const {
  TypedPoint typed{.absent = false, .two_cells = true};
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

Mend PointReader::mend_of(const Row& row, const TypedPoint& typed, const Meant& meant) const {
  Mend mend{std::string(meant.kind), {}, {"imports.mend_inside", {{"regency", territory_.name()}}}};
  if (const Area* village = territory_.village_at(meant.point))
    mend.why = {"imports.mend_inside_village", {{"area", village->name}}};
  if (!typed.two_cells) {
    const std::size_t column = *typed.cell;
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

}  // namespace imports
