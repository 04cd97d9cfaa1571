#pragma once
// A store with an invented regency, two offices and their people, on both databases.
#include "audit/audit.h"
#include "base/csv.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/potential.h"
#include "embedded/region.h"
#include "potential/inventory_desk.h"
#include "region/area_import.h"
#include "region/office.h"
#include "support/databases.h"

namespace potential_test {

using namespace potential;

constexpr base::Instant kNow{1'790'000'000'000};

/// Two districts, four villages in a row from west to east, each a quarter degree wide.
inline constexpr std::string_view kAreas =
    "kode,nama,lat,lon\n"
    "91.01,Kabupaten Mekarsari,-2.5,102.5\n"
    "91.01.01,Hulu,-2.5,102.25\n"
    "91.01.01.2001,Sungai Bening,-2.5,102.125\n"
    "91.01.01.2002,Pulau Rusa,-2.5,102.375\n"
    "91.01.02,Hilir,-2.5,102.75\n"
    "91.01.02.2001,Muara Jernih,-2.5,102.625\n"
    "91.01.02.1002,Pasar Hilir,-2.5,102.875\n";

inline std::string square(std::string_view code, double west) {
  const auto corner = [](double lon, const char* lat) { return "[" + std::to_string(lon) + "," + lat + "]"; };
  const double east = west + 0.25;
  return R"({"type":"Feature","properties":{"kode":")" + std::string(code) +
         R"("},"geometry":{"type":"Polygon","coordinates":[[)" + corner(west, "-3") + "," +
         corner(east, "-3") + "," + corner(east, "-2") + "," + corner(west, "-2") + "," + corner(west, "-3") +
         "]]}}";
}

class Inventory : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()},
                                            {"files", embedded::files()},
                                            {"region", embedded::region()},
                                            {"potential", embedded::potential()}};
    db::migrate(database(), modules, {1});
    database().write([&](db::Transaction& tx) {
      const auto system = identity::Actor::system();
      const region::AreaImport options{.decree = "contoh", .source = "contoh", .now = kNow};
      EXPECT_TRUE(region::import_areas(tx, system, base::source_of(kAreas), options));
      const std::string boundaries = R"({"type":"FeatureCollection","features":[)" +
                                     square("91.01.01.2001", 102) + "," + square("91.01.01.2002", 102.25) +
                                     "," + square("91.01.02.2001", 102.5) + "," +
                                     square("91.01.02.1002", 102.75) + "]}";
      EXPECT_TRUE(region::import_boundaries(tx, system, boundaries, options));
      tourism_office = *region::add_office(
          tx, system, {.name = "Dinas Pariwisata", .short_name = "Dispar", .kind = "dinas"}, kNow);
      trade_office = *region::add_office(
          tx, system, {.name = "Dinas Perdagangan", .short_name = "Disdag", .kind = "dinas"}, kNow);
    });
    officer = person("Yusuf", identity::Role::kOfficer, tourism_office);
    verifier = person("Rina", identity::Role::kVerifier, tourism_office);
    head = person("Harun", identity::Role::kHead, tourism_office);
    trader = person("Dewi", identity::Role::kOfficer, trade_office);
    planner = person("Bayu", identity::Role::kPlanner, std::nullopt);
    admin = person("Ani", identity::Role::kAdmin, std::nullopt);
  }

  static identity::Actor person(std::string name, identity::Role role,
                                std::optional<identity::OfficeId> office) {
    return {.person = identity::PersonId::make(kNow),
            .name = std::move(name),
            .grants = {{.role = role, .office = std::move(office), .from = {2020, 1, 1}}}};
  }

  /// A waterfall in Sungai Bening, complete enough to be submitted.
  Record waterfall(std::string name = "Air Terjun Talun") const {
    Record record;
    record.category = "wisata";
    record.owner_office = tourism_office;
    record.name = std::move(name);
    record.shape = geo::Point{-2.5, 102.1};
    record.place_precision = "surveyed";
    record.source = "kunjungan petugas";
    record.details = base::Json::object({{"kind", "waterfall"}});
    return record;
  }

  template <class F>
  auto write(F f) {
    return database().write(f);
  }
  template <class F>
  auto read(F f) {
    return database().read(f);
  }

  base::Result<Object> create(const identity::Actor& actor, Record record) {
    return write([&](db::Transaction& tx) { return desk.create(tx, actor, record, tick()); });
  }
  base::Result<Object> edit(const identity::Actor& actor, const Object& object, Record record) {
    return write([&](db::Transaction& tx) {
      return desk.edit(tx, actor, {object.id, object.version}, record, tick());
    });
  }
  base::Result<Object> act(const identity::Actor& actor, const Object& object, Act act,
                           std::string_view reason = {}) {
    return write([&](db::Transaction& tx) {
      return desk.act(tx, actor, {object.id, object.version}, act, reason, tick());
    });
  }
  /// From nothing to the public, by the people who may.
  Object publish(Record record) {
    Object object = *create(officer, std::move(record));
    object = *act(officer, object, Act::kSubmit);
    object = *act(verifier, object, Act::kVerify);
    return *act(head, object, Act::kPublish);
  }
  std::optional<Object> published(const std::string& slug) {
    return read([&](db::Reader& reader) { return desk.published(reader, slug); });
  }

  /// Later than ever before, so that what was done last also sorts last.
  base::Instant tick() { return {kNow.ms + ++ticks_}; }

  region::AreaBooks areas;
  InventoryDesk desk{CategoryBook::shipped(), areas};
  identity::OfficeId tourism_office, trade_office;
  identity::Actor officer, verifier, head, trader, planner, admin;

 private:
  std::int64_t ticks_ = 0;
};

}  // namespace potential_test
