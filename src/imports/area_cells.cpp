#include "area_cells.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tables/text.h"

namespace imports {
namespace {

constexpr double kNear_m = 5'000;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// The parts between anything that is no digit: "15.3.2-2011" → 15, 3, 2, 2011.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  bool inside = false;
  for (const char c : text) {
    if (!digit(c)) {
      inside = false;
      continue;
    }
    if (!inside) parts.emplace_back();
    inside = true;
    parts.back() += c;
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string code;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t width = i < 3 ? 2 : 4;
    if (i > 0) code += '.';
    if (parts[i].size() < width && i < 3) code.append(width - parts[i].size(), '0');
    code += parts[i];
  }
  return code;
}

/// "1503022011" as PP.KK.CC.DDDD, "150302" as PP.KK.CC; empty for other lengths.
std::string with_dots(const std::string& digits) {
  if (digits.size() == 4) return digits.substr(0, 2) + "." + digits.substr(2);
  if (digits.size() == 6) return digits.substr(0, 2) + "." + digits.substr(2, 2) + "." + digits.substr(4);
  if (digits.size() == 10)
    return digits.substr(0, 2) + "." + digits.substr(2, 2) + "." + digits.substr(4, 2) + "." +
           digits.substr(6);
  return {};
}

/// The cells that name an area, and what else the row knows.
class AreaCells {
 public:
  AreaCells(const Row& row, const AreaColumns& columns, const Territory& territory,
            const std::optional<geo::Point>& point, Remarks& remarks)
      : row_(row), columns_(columns), territory_(territory), point_(point), remarks_(remarks) {}

  NamedArea read() {
    if (!text(columns_.district).empty()) district_ = territory_.district_named(text(columns_.district));
    village_ = text(columns_.village);
    take_apart();
    if (!text(columns_.code).empty()) {
      if (!read_code()) return {nullptr, true};
    }
    if (!village_.empty()) return read_village();
    if (coded_ != nullptr) return agree_with_district(coded_);
    if (district_ == nullptr && !text(columns_.district).empty())
      remarks_.warn(columns_.district, {"imports.district_unknown", {}});
    return {district_, false};
  }

 private:
  std::string_view text(const std::optional<std::size_t>& column) const {
    return column && !tables::is_blank(row_[*column].text) ? row_[*column].text : std::string_view();
  }

  bool known(std::string_view name) const {
    return !territory_.villages_named(name).empty() || territory_.district_named(name) != nullptr;
  }

  /// "Desa Napal Melintang, Kec. Limun" in one cell: the village, and its district where the row has no
  /// other.
  void take_apart() {
    if (village_.empty() || known(village_)) return;
    for (const std::string_view mark : {",", " Kec", " kec", " KEC", "/", "(", " - "}) {
      const std::size_t at = village_.find(mark);
      if (at == village_.npos || !known(village_.substr(0, at))) continue;
      std::string_view rest = village_.substr(at + (mark.front() == ' ' && mark != " - " ? 1 : mark.size()));
      rest = tables::trim(rest.substr(0, rest.find_first_of(",)")));
      if (district_ == nullptr) district_ = territory_.district_named(rest);
      village_ = tables::trim(village_.substr(0, at));
      return;
    }
  }

  bool refuse(std::optional<std::size_t> column, base::Message message, std::optional<Mend> mend = {}) {
    remarks_.refuse(column, std::move(message), std::move(mend));
    return false;
  }

  std::optional<Mend> code_mend(const Area* area, const char* why) const {
    if (area == nullptr) return std::nullopt;
    return Mend{"code",
                {{*columns_.code, std::string(row_[*columns_.code].text), area->code}},
                {why, {{"area", area->name}}}};
  }

  /// The area that the other cells of the row tell, for mending its code.
  std::optional<Mend> mend_code() const {
    const auto named = territory_.villages_named(village_);
    std::vector<const Area*> here;
    for (const Area* area : named)
      if (district_ == nullptr || territory_.parent_of(*area) == district_) here.push_back(area);
    if (here.size() == 1) return code_mend(here.front(), "imports.mend_code_by_name");
    if (const Area* district = territory_.district_named(village_); here.empty() && district != nullptr)
      return code_mend(district, "imports.mend_code_by_name");
    return code_mend(point_ ? territory_.village_at(*point_) : nullptr, "imports.mend_code_by_point");
  }

  /// Sets coded_; false when the code was refused.
  bool read_code() {
    const std::string_view typed = text(columns_.code);
    const auto parts = parts_of(typed);
    if (parts.empty() || parts.size() > 4)
      return refuse(columns_.code, {"imports.code_unknown", {{"regency", territory_.name()}}}, mend_code());
    if (parts.size() == 1 && parts[0].size() > 4) return read_code_without_dots(parts[0]);
    const std::string code = parts.size() == 1 ? with_dots(parts[0]) : joined(parts);
    coded_ = territory_.find(code);
    if (coded_ != nullptr) return true;
    const bool elsewhere = !code.starts_with(territory_.regency().code + ".");
    return refuse(
        columns_.code,
        {elsewhere ? "imports.code_elsewhere" : "imports.code_unknown", {{"regency", territory_.name()}}},
        mend_code());
  }

  /// The statistics office numbers areas with as many digits, and differently: digits alone prove nothing.
  bool read_code_without_dots(const std::string& digits) {
    const Area* area = territory_.find(with_dots(digits));
    if (area == nullptr)
      return refuse(columns_.code, {"imports.code_unknown", {{"regency", territory_.name()}}}, mend_code());
    const std::string name = area_key(village_);
    const bool named = name == area_key(area->name);
    const bool near = name.empty() && point_ && territory_.distance_m(*area, *point_) <= kNear_m;
    if (named || near) {
      coded_ = area;
      return true;
    }
    return refuse(columns_.code, {"imports.code_without_dots", {{"code", area->code}, {"area", area->name}}},
                  code_mend(area, "imports.mend_code_dots"));
  }

  NamedArea agree_with_district(const Area* area) {
    const Area* parent = area->level == Level::kVillage ? territory_.parent_of(*area) : area;
    if (district_ == nullptr || parent == nullptr || area->level == Level::kRegency || parent == district_)
      return {area->level == Level::kRegency ? district_ : area, false};
    Mend mend{"district",
              {{*columns_.district, std::string(row_[*columns_.district].text), parent->name}},
              {"imports.mend_district", {{"area", area->name}, {"district", parent->name}}}};
    remarks_.refuse(columns_.district,
                    {"imports.village_not_in_district",
                     {{"area", area->name}, {"district", district_->name}, {"right", parent->name}}},
                    std::move(mend));
    return {nullptr, true};
  }

  NamedArea read_village() {
    const std::string_view name = village_;
    const auto named = territory_.villages_named(name);
    const Area* as_district = territory_.district_named(name);
    if (coded_ != nullptr && coded_->level != Level::kRegency) return compare_with_code(named, as_district);
    if (named.empty() && as_district != nullptr) return agree_with_district(as_district);
    if (named.empty()) return unknown_village(name);
    std::vector<const Area*> here;
    for (const Area* area : named)
      if (district_ == nullptr || territory_.parent_of(*area) == district_) here.push_back(area);
    if (here.size() == 1) return {here.front(), false};
    if (here.empty()) return agree_with_district(named.front());
    return choose_by_point(here);
  }

  NamedArea compare_with_code(const std::vector<const Area*>& named, const Area* as_district) {
    const Area* const parent = territory_.parent_of(*coded_);
    const bool same = std::find(named.begin(), named.end(), coded_) != named.end();
    // Another spelling is no other village; a name that belongs to another one is.
    if (same || as_district == coded_ || (as_district != nullptr && as_district == parent) ||
        (named.empty() && as_district == nullptr))
      return agree_with_district(coded_);
    if (coded_->level == Level::kDistrict)
      for (const Area* area : named)
        if (territory_.parent_of(*area) == coded_) return agree_with_district(area);
    const Area* other = named.empty() ? as_district : named.front();
    refuse(columns_.code, {"imports.code_and_name_differ", {{"area", coded_->name}, {"name", other->name}}},
           code_mend(other, "imports.mend_code_by_name"));
    return {nullptr, true};
  }

  NamedArea choose_by_point(const std::vector<const Area*>& candidates) {
    if (point_) {
      const Area* nearest =
          *std::min_element(candidates.begin(), candidates.end(), [&](const Area* a, const Area* b) {
            return territory_.distance_m(*a, *point_) < territory_.distance_m(*b, *point_);
          });
      return {nearest, false};
    }
    std::string districts;
    for (const Area* area : candidates) {
      const Area* parent = territory_.parent_of(*area);
      districts += (districts.empty() ? "" : ", ") + (parent == nullptr ? area->code : parent->name);
    }
    refuse(columns_.village, {"imports.village_ambiguous", {{"districts", districts}}});
    return {nullptr, true};
  }

  NamedArea unknown_village(std::string_view name) {
    const auto similar = territory_.villages_like(name, district_);
    std::optional<Mend> mend;
    base::Message message{"imports.village_unknown", {{"regency", territory_.name()}}};
    if (!similar.empty()) {
      const Area* parent = territory_.parent_of(*similar.front());
      const std::string district = parent == nullptr ? "" : parent->name;
      message = {"imports.village_unknown_similar",
                 {{"area", similar.front()->name}, {"district", district}}};
      mend = Mend{"village",
                  {{*columns_.village, std::string(name), similar.front()->name}},
                  {"imports.mend_village", {{"area", similar.front()->name}, {"district", district}}}};
    }
    // With a point of its own the row has its place; a village's name may then be free words.
    if (point_) {
      remarks_.warn(columns_.village, std::move(message), std::move(mend));
      return {district_, false};
    }
    remarks_.refuse(columns_.village, std::move(message), std::move(mend));
    return {nullptr, true};
  }

  const Row& row_;
  const AreaColumns& columns_;
  const Territory& territory_;
  const std::optional<geo::Point>& point_;
  Remarks& remarks_;
  std::string_view village_ = {};
  const Area* district_ = nullptr;
  const Area* coded_ = nullptr;
};

}  // namespace

NamedArea read_area(const Row& row, const AreaColumns& columns, const Territory& territory,
                    const std::optional<geo::Point>& point, Remarks& remarks) {
  return AreaCells(row, columns, territory, point, remarks).read();
}

}  // namespace imports
