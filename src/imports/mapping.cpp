#include "imports/mapping.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "imports/speak.h"
#include "tables/text.h"

namespace imports {
namespace {

/// Names that files give to the columns of a place; a dataset adds its own.
std::vector<std::string> usual_names(Kind kind) {
  switch (kind) {
    case Kind::kLatitude:
      return {"lintang",
              "latitude",
              "lat",
              "lat approx",
              "lat centroid",
              "y",
              "koordinat lintang",
              "koordinat y",
              "koordinat s",
              "titik lintang",
              "garis lintang",
              "lintang selatan",
              "ls",
              "latitud",
              "gps lat",
              "lat dd"};
    case Kind::kLongitude:
      return {"bujur",           "longitude",   "lon",         "lng",          "long",
              "lng approx",      "lon approx",  "long approx", "lng centroid", "x",
              "koordinat bujur", "koordinat x", "koordinat e", "titik bujur",  "garis bujur",
              "bujur timur",     "bt",          "longitud",    "gps long",     "gps lon",
              "lon dd"};
    case Kind::kLatLon:
      return {"koordinat",    "titik koordinat", "lintang bujur", "lat long",      "latlong",
              "lat lon",      "lat lng",         "latlng",        "koordinat gps", "gps",
              "coordinates",  "coordinate",      "titik gps",     "lokasi gps",    "titik",
              "share lokasi", "link maps",       "google maps",   "maps"};
    case Kind::kGeometry:
      return {"geometri", "geometry", "geojson", "bentuk"};
    case Kind::kAreaCode:
      return {"kode wilayah",
              "kode desa",
              "kode",
              "kode kelurahan",
              "kode kemendagri",
              "kode wilayah kemendagri",
              "kode area",
              "area code",
              "village code",
              "kode desa kelurahan",
              "kode adm",
              "kode administrasi",
              "id desa",
              "kodewil"};
    case Kind::kVillageName:
      return {"desa",           "kelurahan",    "nama desa",      "desa kelurahan",
              "kelurahan desa", "desa kel",     "wilayah",        "nama wilayah",
              "village",        "village name", "nama kelurahan", "nama desa kelurahan",
              "desa lokasi",    "lokasi desa"};
    case Kind::kDistrictName:
      return {"kecamatan", "nama kecamatan", "kec", "district", "subdistrict"};
    case Kind::kPrecision:
      return {"coord precision", "ketelitian", "presisi",     "akurasi",          "ketelitian titik",
              "precision",       "accuracy",   "akurasi gps", "sumber koordinat", "ketepatan"};
    default:
      return {};
  }
}

std::vector<std::string> names_of(const Column& column) {
  std::vector<std::string> names = column.aliases;
  names.push_back(column.key);
  for (std::string& name : usual_names(column.kind)) names.push_back(std::move(name));
  for (std::string& name : names) name = tables::fold(name);
  return names;
}

}  // namespace

std::size_t Mapping::recognised() const {
  return static_cast<std::size_t>(
      std::count_if(file_column.begin(), file_column.end(), [](const auto& c) { return c.has_value(); }));
}

const std::string& Mapping::header(std::size_t column) const {
  static const std::string kNone;
  if (column >= file_column.size() || !file_column[column] || *file_column[column] >= headers.size())
    return kNone;
  return headers[*file_column[column]];
}

tables::KnownHeaders known_headers(const Dataset& dataset) {
  tables::KnownHeaders known = {"no", "nomor", "nourut", "id"};
  for (const Column& column : dataset.columns())
    for (std::string& name : names_of(column)) known.insert(std::move(name));
  return known;
}

Mapping map_columns(const Dataset& dataset, const std::vector<std::string>& headers,
                    const base::Json& chosen) {
  const auto& columns = dataset.columns();
  Mapping mapping{std::vector<std::optional<std::size_t>>(columns.size()), headers};
  std::vector<bool> taken(headers.size(), false), settled(columns.size(), false);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const base::Json* choice = chosen.find(columns[c].key);
    if (choice == nullptr || !choice->is_string()) continue;
    if (choice->as_string().empty()) {
      settled[c] = true;
      continue;
    }
    for (std::size_t h = 0; h < headers.size() && !settled[c]; ++h) {
      if (taken[h] || tables::fold(headers[h]) != tables::fold(choice->as_string())) continue;
      mapping.file_column[c] = h;
      taken[h] = settled[c] = true;
    }
  }
  // The whole header before its parts, and a name that stands earlier in the list before a later one: "Nama
  // Objek" is the name though there is a column "Nama" too when the dataset lists it first.
  std::vector<std::vector<std::string>> forms;
  for (const std::string& header : headers) forms.push_back(tables::header_forms(header));
  for (std::size_t depth = 0; depth < 3; ++depth)
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (settled[c]) continue;
      for (const std::string& name : names_of(columns[c])) {
        for (std::size_t h = 0; h < headers.size() && !settled[c]; ++h) {
          if (taken[h] || depth >= forms[h].size() || forms[h][depth] != name) continue;
          mapping.file_column[c] = h;
          taken[h] = settled[c] = true;
        }
        if (settled[c]) break;
      }
    }
  return mapping;
}

base::Json mapping_json(const Dataset& dataset, const Mapping& mapping) {
  base::Json json = base::Json::object();
  for (std::size_t c = 0; c < dataset.columns().size(); ++c)
    json[dataset.columns()[c].key] = mapping.header(c);
  return json;
}

base::Result<void> check_mapping(const Dataset& dataset, const Mapping& mapping) {
  const auto& columns = dataset.columns();
  std::vector<base::FieldError> missing;
  bool wants_place = false, latitude = false, longitude = false, other_place = false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool there = mapping.file_column[c].has_value();
    const Kind kind = columns[c].kind;
    wants_place |= kind == Kind::kLatitude || kind == Kind::kLatLon;
    latitude |= there && kind == Kind::kLatitude;
    longitude |= there && kind == Kind::kLongitude;
    other_place |= there && (kind == Kind::kLatLon || kind == Kind::kGeometry || kind == Kind::kAreaCode ||
                             kind == Kind::kVillageName);
    if (columns[c].required && !there)
      missing.push_back(
          {columns[c].key, {"imports.column_missing", {{"column", sentence_value(columns[c].label)}}}});
  }
  if (!missing.empty()) {
    base::Message message = missing.front().message;
    return base::fail(base::ErrorCode::kInvalid, std::move(message), std::move(missing));
  }
  if (wants_place && !other_place && !(latitude && longitude))
    return base::fail(base::ErrorCode::kInvalid, {"imports.no_place_columns", {}});
  return {};
}

}  // namespace imports
