#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "imports/judge.h"
#include "tables/layout.h"

namespace {

using imports::Kind;

class Nothing final : public imports::Checker {
 public:
  void check(const imports::Row&, imports::Remarks&) override {}
  std::optional<std::string> twin(const imports::Row&) override { return std::nullopt; }
};

class Places final : public imports::Dataset {
 public:
  std::string key() const override { return "fuzz"; }
  std::string title() const override { return ""; }
  const std::vector<imports::Column>& columns() const override { return columns_; }
  std::optional<std::size_t> name_column() const override { return 0; }
  std::unique_ptr<imports::Checker> checker(db::Reader&, std::string_view) const override { return nullptr; }
  base::Result<imports::Written> write(db::Transaction&, const imports::Writing&,
                                       const imports::Row&) const override {
    return imports::Written{};
  }
  base::Result<imports::Written> merge(db::Transaction&, const imports::Writing&, const imports::Row&,
                                       const imports::Merge&) const override {
    return imports::Written{};
  }
  base::Result<void> undo(db::Transaction&, const imports::Writing&, const imports::Written&) const override {
    return {};
  }
  std::optional<std::vector<std::string>> describe(db::Reader&, const identity::Actor&,
                                                   std::string_view) const override {
    return std::nullopt;
  }

 private:
  std::vector<imports::Column> columns_ = {{.key = "nama", .label = "", .required = true, .max_length = 20},
                                           {.key = "desa", .label = "", .kind = Kind::kVillageName},
                                           {.key = "kecamatan", .label = "", .kind = Kind::kDistrictName},
                                           {.key = "kode", .label = "", .kind = Kind::kAreaCode},
                                           {.key = "lat", .label = "", .kind = Kind::kLatitude},
                                           {.key = "lon", .label = "", .kind = Kind::kLongitude},
                                           {.key = "koordinat", .label = "", .kind = Kind::kLatLon},
                                           {.key = "geometri", .label = "", .kind = Kind::kGeometry},
                                           {.key = "presisi", .label = "", .kind = Kind::kPrecision},
                                           {.key = "luas", .label = "", .kind = Kind::kNumber},
                                           {.key = "tiket", .label = "", .kind = Kind::kRupiah},
                                           {.key = "tanggal", .label = "", .kind = Kind::kDate},
                                           {.key = "buka", .label = "", .kind = Kind::kYesNo},
                                           {.key = "status",
                                            .label = "",
                                            .kind = Kind::kChoice,
                                            .choices = {{"village", {"desa"}}, {"park", {"taman"}}}},
                                           {.key = "catatan", .label = "", .kind = Kind::kLongText}};
};

const imports::Territory& territory() {
  using imports::Level;
  const geo::Geometry square = geo::Polygon{{{{-3, 102}, {-3, 103}, {-2, 103}, {-2, 102}, {-3, 102}}}};
  static const imports::Territory kTerritory(
      {{"91.01", "Kabupaten Uji", Level::kRegency, {-2.5, 102.5}, square},
       {"91.01.01", "Hulu", Level::kDistrict, {-2.5, 102.5}, square},
       {"91.01.01.2001", "Napal", Level::kVillage, {-2.5, 102.5}, square}});
  return kTerritory;
}

}  // namespace

// Any rows, as the child process or a person's file gives them: verdicts, never a ready row without its name
// or place, and accepted mends end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const Places kPlaces;
  const auto layout = tables::detect_layout(text, true, imports::known_headers(kPlaces));
  if (layout.header_row == 0) return 0;
  const auto mapping = imports::map_columns(kPlaces, layout.headers);
  Nothing checker;
  imports::RowJudge judge(kPlaces, mapping, territory(), checker, nullptr);
  imports::Choices choices;
  if (size % 2 == 0)
    choices.mends = {"swapped", "sign",    "swapped_sign", "decimal",  "utm",
                     "centre",  "village", "code",         "district", "choice"};
  for (const bool looking : {true, false}) {
    tables::RowReader reader(base::source_of(text), layout.separator, {.row_bytes = 4096, .columns = 64});
    reader.expect_columns(layout.headers.size());
    tables::RawRow raw;
    while (reader.next(raw)) {
      if (raw.number < layout.first_data_row) continue;
      if (looking) {
        judge.look_at(raw);
        continue;
      }
      const auto verdict = judge.judge(raw, choices);
      if (!verdict) continue;
      const bool refused = verdict->state == imports::RowState::kRefused;
      if (refused != verdict->fingerprint.empty()) std::abort();
      if (refused && verdict->remarks->empty()) std::abort();
      if (refused) continue;
      if ((*verdict->row)[0].blank() || !verdict->row->place) std::abort();
      if (territory().outside_m(verdict->row->place->point) > 1000) std::abort();
    }
    if (looking) judge.finish_looking();
  }
  return 0;
}
