#include "region/area.h"

#include <algorithm>

#include "base/check.h"

namespace region {
namespace {

bool digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::kRegency:
      return "kabupaten";
    case Level::kDistrict:
      return "kecamatan";
    case Level::kKelurahan:
      return "kelurahan";
    case Level::kDesa:
      return "desa";
    case Level::kDesaAdat:
      return "desa adat";
  }
  base::check(false, "a level without a name");
  return {};
}

std::optional<Level> parse_level(std::string_view name) {
  using enum Level;
  for (const Level level : {kRegency, kDistrict, kKelurahan, kDesa, kDesaAdat})
    if (name_of(level) == name) return level;
  return std::nullopt;
}

std::string_view label_of(Level level) {
  switch (level) {
    case Level::kRegency:
      return "region.level.regency";
    case Level::kDistrict:
      return "region.level.district";
    case Level::kKelurahan:
      return "region.level.kelurahan";
    case Level::kDesa:
      return "region.level.desa";
    case Level::kDesaAdat:
      return "region.level.desa_adat";
  }
  base::check(false, "a level without a label");
  return {};
}

bool is_area_code(std::string_view text) {
  if (text.size() != 5 && text.size() != 8 && text.size() != 13) return false;
  for (const std::size_t dot : {2, 5, 8})
    if (dot < text.size() && text[dot] != '.') return false;
  if (!digits(text.substr(0, 2), 2) || !digits(text.substr(3, 2), 2)) return false;
  if (text.size() > 5 && !digits(text.substr(6, 2), 2)) return false;
  return text.size() <= 8 || digits(text.substr(9), 4);
}

std::optional<Level> level_of_code(std::string_view code) {
  if (!is_area_code(code)) return std::nullopt;
  if (code.size() == 5) return Level::kRegency;
  if (code.size() == 8) return Level::kDistrict;
  if (code[9] == '1') return Level::kKelurahan;
  if (code[9] == '2') return Level::kDesa;
  if (code[9] == '3') return Level::kDesaAdat;
  return std::nullopt;
}

std::string parent_code(std::string_view code) {
  if (!is_area_code(code) || code.size() == 5) return {};
  return std::string(code.substr(0, code.rfind('.')));
}

}  // namespace region
