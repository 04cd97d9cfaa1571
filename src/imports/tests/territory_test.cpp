#include "imports/territory.h"

#include <gtest/gtest.h>

#include <cmath>

#include "fixture.h"
#include "support/shared_data.h"
#include "utm.h"

namespace {

using imports_test::territory;

TEST(Territory, FindsVillagesByNameWhateverStandsBefore) {
  for (const char* name :
       {"Napal Licin", "Desa Napal Licin", "ds. napal-licin", "NAPAL  LICIN", "Kel. Napal Licin"}) {
    const auto found = territory().villages_named(name);
    ASSERT_EQ(found.size(), 1u) << name;
    EXPECT_EQ(found[0]->code, "91.01.02.2003");
  }
  EXPECT_EQ(territory().villages_named("Kampung Tujuh").size(), 1u);
  EXPECT_EQ(territory().villages_named("Sungai Lintang").size(), 2u);
  EXPECT_EQ(territory().district_named("Kecamatan Hulu")->code, "91.01.01");
}

TEST(Territory, KnowsWhatIsInsideAndHowFarOutside) {
  EXPECT_TRUE(territory().inside({-2.5, 102.5}));
  EXPECT_NEAR(territory().outside_m({-1.9, 102.5}), 11'120, 30);
  EXPECT_EQ(territory().village_at({-2.9, 102.1})->name, "Talang Jering");
  EXPECT_FALSE(territory().inside({std::nan(""), 102.5}));
}

TEST(Territory, NamesASlipAwayAreFound) {
  ASSERT_FALSE(territory().villages_like("Napal Licn", nullptr).empty());
  EXPECT_EQ(territory().villages_like("Napal Licn", nullptr).front()->name, "Napal Licin");
  EXPECT_TRUE(territory().villages_like("Palembang", nullptr).empty());
}

TEST(Territory, EveryVillageOfSarolangunHoldsItsOwnCentreOrNearlySo) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const auto& area : imports_test::sarolangun().areas())
    EXPECT_LT(imports_test::sarolangun().distance_m(area, area.centre), 3000) << area.name;
}

TEST(Utm, GivesThePublishedPlaceOfAWellKnownPoint) {
  // CN Tower, Toronto: 43°38'33.24"N 79°23'13.7"W is 630084 m E, 4833438 m N, zone 17N (Wikipedia, "Universal
  // Transverse Mercator coordinate system").
  const geo::Point tower = imports::from_utm({630'084, 4'833'438, 17, false});
  EXPECT_NEAR(tower.lat, 43.642567, 2e-5);
  EXPECT_NEAR(tower.lon, -79.387139, 2e-5);
}

}  // namespace
