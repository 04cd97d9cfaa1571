// A taller mast never covers fewer cells in free line of sight.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "radio/coverage.h"
#include "radio/path_profile.h"
#include "radio/sites.h"
#include "tests/hills.h"

namespace {

radio::Tower any_tower() {
  return {
      .name = "T",
      .place = {0.95 - *rc::gen::inRange(0, 300) / 10'000.0, 110.05 + *rc::gen::inRange(0, 300) / 10'000.0},
      .height_m = *rc::gen::inRange(5, 60) / 1.0,
      .frequency_mhz = *rc::gen::inRange(400, 3500) / 1.0,
      .eirp_dbm = *rc::gen::inRange(30, 60) / 1.0};
}

// Over hills: every cell whose direct ray is free of terrain stays so. The horizons are the model's own.
RC_GTEST_PROP(Mast, TallerSeesEveryCellThatTheLowerOneSaw, ()) {
  static const auto built = test::hills(1, 110, 120);
  const radio::Terrain terrain = built.view();
  radio::Tower tower = any_tower();
  const double taller_m = tower.height_m + *rc::gen::inRange(1, 80);
  const radio::PathModel model;
  std::vector<double> heights;
  for (int row = *rc::gen::inRange(0, 7); row < 120; row += 7)
    for (int column = 3; column < 120; column += 7) {
      const radio::Place cell{built.shape.lat_of(row), built.shape.lon_of(column)};
      const auto profile = radio::sample_profile(terrain, tower.place, cell, 90, 2, heights);
      if (profile.distance_m() < 100) continue;
      const auto sees = [&](double height_m) {
        const auto answer =
            radio::itm::point_to_point_reference(model.link(height_m, tower.frequency_mhz), profile);
        return answer.free_sight;
      };
      RC_ASSERT(!sees(tower.height_m) || sees(taller_m));
    }
}

// On a plain, where all is in free sight: the cells at a threshold, counted as a map counts them.
RC_GTEST_PROP(Mast, TallerCoversNoFewerCellsOfAPlain, ()) {
  static const auto built = test::hills(1, 110, 120, 0);
  radio::Tower tower = any_tower();
  const double threshold_dbm = -*rc::gen::inRange(60, 110);
  const auto covered = [&] {
    const auto field = radio::CoverageField::prepare(built.view(), tower, {}, 4'000);
    const auto levels = radio::field_levels(*field, 1, {});
    return std::ranges::count_if(levels->level_dbm,
                                 [&](float level) { return static_cast<double>(level) >= threshold_dbm; });
  };
  const auto before = covered();
  tower.height_m += *rc::gen::inRange(1, 80);
  RC_ASSERT(covered() >= before);
}

// The first look over bare terrain: a taller tower is seen from wherever a lower one was.
TEST(Mast, TallerIsSeenFromEveryPlaceOfTheFirstLook) {
  const auto built = test::hills(1, 110, 120);
  const std::vector<radio::Demand> demand{{"a", {0.95, 110.05}, 3}, {"b", {0.93, 110.07}, 5}};
  std::vector<float> before(120 * 120, 0);
  for (const double height_m : {0.0, 5.0, 20.0, 60.0, 200.0}) {
    radio::SiteQuestion question;
    question.height_m = height_m;
    question.radius_m = 5'000;
    const auto seen = radio::visible_weight(built.view(), question, demand, {0, 0, 120, 120}, 2);
    for (std::size_t i = 0; i < seen.size(); ++i) ASSERT_GE(seen[i], before[i]) << height_m;
    before = seen;
  }
}

}  // namespace
