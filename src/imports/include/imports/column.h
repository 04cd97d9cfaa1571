#pragma once
// What a dataset says of its columns: their names in files and how their cells are read.
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace imports {

/// How a cell is read. The kinds from kLatitude on are the place of a row: the import reads and judges them
/// together and gives the dataset one Place and one area.
enum class Kind {
  kText,      ///< one line; runs of blanks become one
  kLongText,  ///< line breaks are kept
  kNumber,    ///< decimal point or comma after the evidence of the whole column; a unit behind is left off
  kInteger,
  kRupiah,  ///< "Rp1.950.000,00", "1950000": whole rupiah
  kDate,    ///< 2024-03-12, 12/3/2024 (day first), 12 Maret 2024
  kYesNo,   ///< ya/tidak, ada/tidak ada, yes/no, 1/0, true/false
  kChoice,  ///< one of `choices`
  kLatitude,
  kLongitude,
  kLatLon,        ///< both in one cell, in either order
  kGeometry,      ///< GeoJSON geometry, as the reader of GeoJSON files gives it
  kAreaCode,      ///< a code of the Ministry of Home Affairs: village, district or regency
  kVillageName,   ///< desa or kelurahan; a district's name is understood too
  kDistrictName,  ///< kecamatan
  kPrecision,     ///< "centroid desa", "GPS ± 8 m", "survei"
};

/// A value of a choice and the words by which files call it, in any case and punctuation.
struct Choice {
  std::string value;
  std::vector<std::string> words = {};
};

struct Column {
  std::string key;    ///< its name in mappings and stored rows, e.g. "name"
  std::string label;  ///< key of the sentence that names it to people
  Kind kind = Kind::kText;
  std::vector<std::string> aliases = {};  ///< headers by which it is recognised, in any case and punctuation
  bool required = false;                  ///< a blank cell refuses the row
  std::size_t max_length = 200;           ///< of text, in characters
  double min = -std::numeric_limits<double>::infinity();  ///< of numbers and amounts
  double max = std::numeric_limits<double>::infinity();
  std::vector<Choice> choices = {};
};

}  // namespace imports
