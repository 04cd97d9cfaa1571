#include "dataset_columns.h"

#include <algorithm>

#include "potential/words.h"
#include "tables/date.h"

namespace potential {
namespace {

using imports::Column;
using imports::Kind;

/// Headers of the common columns, as offices write them.
std::vector<Column> place_columns() {
  return {
      {.key = "area_code",
       .label = "potential.column.area_code",
       .kind = Kind::kAreaCode,
       .aliases = {"kode wilayah", "kode_wilayah", "kode desa", "kode", "area_code", "kode kemendagri"}},
      {.key = "village",
       .label = "potential.column.village",
       .kind = Kind::kVillageName,
       .aliases = {"desa", "kelurahan", "desa/kelurahan", "nama desa", "wilayah", "village", "lokasi"}},
      {.key = "district",
       .label = "potential.column.district",
       .kind = Kind::kDistrictName,
       .aliases = {"kecamatan", "kec", "nama kecamatan", "district"}},
      {.key = "lat",
       .label = "potential.column.lat",
       .kind = Kind::kLatitude,
       .aliases = {"lat", "lintang", "latitude", "lat_approx", "y", "koordinat lintang", "garis lintang"}},
      {.key = "lon",
       .label = "potential.column.lon",
       .kind = Kind::kLongitude,
       .aliases = {"lon", "lng", "long", "bujur", "longitude", "lng_approx", "x", "koordinat bujur",
                   "garis bujur"}},
      {.key = "lat_lon",
       .label = "potential.column.lat_lon",
       .kind = Kind::kLatLon,
       .aliases = {"koordinat", "titik koordinat", "lat lon", "coordinates", "gps"}},
      {.key = "geometry",
       .label = "potential.column.geometry",
       .kind = Kind::kGeometry,
       .aliases = {"geometry", "geometri", "geom"}},
      {.key = "place_precision",
       .label = "potential.column.place_precision",
       .kind = Kind::kPrecision,
       .aliases = {"ketelitian", "presisi", "precision", "coord_precision", "ketelitian koordinat",
                   "akurasi"}}};
}

std::vector<std::string> aliases_of_common(std::string_view key) {
  if (key == "description_id")
    return {"keterangan", "catatan", "uraian", "deskripsi", "notes", "description_id"};
  if (key == "description_en") return {"description", "description_en", "uraian inggris"};
  if (key == "condition") return {"kondisi", "keadaan", "condition"};
  if (key == "opening") return {"status buka", "opening"};
  if (key == "opening_note")
    return {"jam buka", "hari buka", "jam operasional", "opening hours", "opening_note"};
  if (key == "land_status") return {"status tanah", "status lahan", "kepemilikan", "land_status"};
  if (key == "account_code") return {"kode rekening", "rekening", "account_code"};
  if (key == "source") return {"sumber", "source", "sumber data"};
  if (key == "source_date") return {"tanggal", "tanggal sumber", "tahun", "tahun data", "source_date"};
  if (key == "links") return {"tautan", "link", "url", "website", "links"};
  return {};
}

/// Choices are read as text: an unknown word is named and left out, where a strict column would refuse a good
/// row.
Kind kind_of(const forms::Field& field) {
  switch (field.kind) {
    case forms::Kind::kLongText:
      return Kind::kLongText;
    case forms::Kind::kInteger:
      return Kind::kInteger;
    case forms::Kind::kDecimal:
      return Kind::kNumber;
    case forms::Kind::kMoney:
      return Kind::kRupiah;
    case forms::Kind::kYesNo:
      return Kind::kYesNo;
    default:
      return Kind::kText;
  }
}

Column column_of(const forms::Field& field, std::vector<std::string> aliases) {
  Column column{.key = field.key, .label = "potential.column." + field.key, .kind = kind_of(field)};
  aliases.push_back(field.key);
  for (const std::string& label : {field.label.id, field.label.en})
    if (!label.empty()) aliases.push_back(label);
  column.aliases = std::move(aliases);
  if (field.max_length) column.max_length = static_cast<std::size_t>(*field.max_length);
  if (field.min) column.min = *field.min;
  if (field.max) column.max = *field.max;
  return column;
}

}  // namespace

std::vector<Column> columns_of(const Category& category, const forms::Form& common) {
  std::vector<Column> columns{{.key = "name",
                               .label = "potential.column.name",
                               .kind = Kind::kText,
                               .aliases = {"nama", "nama objek", "nama obyek", "nama lokasi", "objek", "name",
                                           "nama tempat", "nama " + fold(category.one.id)},
                               .required = true,
                               .max_length = 160}};
  std::ranges::move(place_columns(), std::back_inserter(columns));
  for (const forms::Field& field : common.fields) {
    auto aliases = aliases_of_common(field.key);
    if (!aliases.empty()) columns.push_back(column_of(field, std::move(aliases)));
  }
  for (const forms::Field& field : category.own.fields) {
    if (field.kind == forms::Kind::kMultiChoice || field.kind == forms::Kind::kFile) continue;
    const auto words = category.words_for(field.key);
    columns.push_back(column_of(field, {words.begin(), words.end()}));
  }
  return columns;
}

std::optional<std::string> option_meant(const Category& category, const forms::Field& field,
                                        std::string_view text) {
  const std::string typed = fold(text);
  std::optional<std::string> meant;
  std::size_t longest = 0;
  for (const forms::Option& option : field.options) {
    std::vector<std::string> words{option.value, option.label.id, option.label.en};
    std::ranges::copy(category.words_for(field.key + "." + option.value), std::back_inserter(words));
    for (const std::string& word : words) {
      const std::string folded_word = fold(word);
      if (folded_word.empty() || folded_word.size() <= longest) continue;
      if (typed != folded_word && !holds(typed, folded_word)) continue;
      longest = folded_word.size();
      meant = option.value;
    }
  }
  return meant;
}

std::optional<std::string> date_meant(const forms::Field& field, std::string_view text) {
  const auto read = [](const std::string& typed) { return tables::parse_date_text(typed).date; };
  if (const auto day = read(std::string(text))) return base::format_date(*day);
  if (!field.approximate) return std::nullopt;
  const std::vector<std::string> words = words_of(text);
  const auto is_year = [](const std::string& word) {
    return word.size() == 4 && word.find_first_not_of("0123456789") == word.npos && word >= "1000";
  };
  const auto year = std::ranges::find_if(words, is_year);
  if (year == words.end()) return std::nullopt;
  const bool alone = words.size() == 1 || (words.size() == 2 && (words[0] == "tahun" || words[0] == "th"));
  if (alone) return *year;
  // The month has no day: its first stands in to read it.
  const bool year_first = year == words.begin();
  const auto month = words.size() == 2 ? read(year_first ? words[0] + "-" + words[1] + "-01"
                                                         : "1 " + words[0] + " " + words[1])
                                       : std::nullopt;
  return month ? std::optional(base::format_date(*month).substr(0, 7)) : std::nullopt;
}

}  // namespace potential
