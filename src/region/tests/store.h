#pragma once
// A store with the tables of region, on both databases.
#include "audit/audit.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/region.h"
#include "identity/actor.h"
#include "support/databases.h"

namespace region_test {

const identity::Actor kOperator = identity::Actor::system();
constexpr base::Instant kNow{1'790'000'000'000};

class Store : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}, {"region", embedded::region()}};
    db::migrate(database(), modules, {1});
  }
  template <class F>
  auto read(F f) {
    return database().read(f);
  }
  template <class F>
  auto write(F f) {
    return database().write(f);
  }
};

/// A small regency that does not exist: two districts, four villages in a row from west to east.
inline constexpr std::string_view kSmall =
    "kode,nama,lat,lon,kodepos,kode_bps_kec\n"
    "99.01,Kabupaten Mekarsari,-2.5,102.5,,9901\n"
    "99.01.01,Hulu,-2.5,102.25,,9901010\n"
    "99.01.01.2001,Sungai Bening,-2.5,102.125,37001,\n"
    "99.01.01.2002,P. Rusa,-2.5,102.375,37001,\n"
    "99.01.02,Hilir,-2.5,102.75,,9901020\n"
    "99.01.02.2001,Muaro Jernih,-2.5,102.625,37002,\n"
    "99.01.02.1002,Pasar Hilir,-2.5,102.875,37002,\n";

inline constexpr std::string_view kSmallBoundaries = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kode":"99.01.01.2001","nama":"Sungai Bening"},"geometry":{"type":"Polygon","coordinates":[[[102,-3],[102.25,-3],[102.25,-2],[102,-2],[102,-3]]]}},
{"type":"Feature","properties":{"kode":"99.01.01.2002","nama":"P. Rusa"},"geometry":{"type":"Polygon","coordinates":[[[102.25,-3],[102.5,-3],[102.5,-2],[102.25,-2],[102.25,-3]]]}},
{"type":"Feature","properties":{"kode":"99.01.02.2001","nama":"Muaro Jernih"},"geometry":{"type":"Polygon","coordinates":[[[102.5,-3],[102.75,-3],[102.75,-2],[102.5,-2],[102.5,-3]]]}},
{"type":"Feature","properties":{"kode":"99.01.02.1002","nama":"Pasar Hilir"},"geometry":{"type":"Polygon","coordinates":[[[102.75,-3],[103,-3],[103,-2],[102.75,-2],[102.75,-3]]]}}]})";

}  // namespace region_test
