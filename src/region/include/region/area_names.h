#pragma once
// Names of areas as people write them: folded, so that spellings of one name meet.
#include <string>
#include <string_view>

namespace region {

/// Lower-case words without punctuation, without "desa", "kelurahan", "kecamatan", "kabupaten" in front, with
/// the common abbreviations written out ("P. Salak Baru" → "pulau salak baru", "Sei" → "sungai", "Ma." and
/// "Muaro" → "muara").
std::string fold_name(std::string_view name);

/// "napal-melintang", for addresses.
std::string slug_of_name(std::string_view name);

/// How alike two folded names are, 0…1: 1 − edits / length of the longer (optimal string alignment, blanks
/// left out).
double likeness(std::string_view a, std::string_view b);

}  // namespace region
