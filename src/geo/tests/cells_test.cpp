#include "geo/cells.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "geo/dissolve.h"
#include "geo/measure.h"

namespace {

const geo::Path kFrame{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};

TEST(Hull, IsTheOuterCorners) {
  const geo::Path points{{0, 0}, {0.5, 0.5}, {1, 0}, {0, 1}, {1, 1}, {0.2, 0.7}, {0, 0.5}};
  EXPECT_EQ(geo::convex_hull(points).size(), 5u);
  EXPECT_NEAR(geo::area_m2(geo::Polygon{{geo::convex_hull(points)}}), geo::area_m2(geo::Polygon{{kFrame}}),
              1);
}

TEST(Cells, TwoSitesShareTheFrame) {
  const auto cells = geo::voronoi_cells(geo::Path{{0.5, 0.25}, {0.5, 0.75}}, kFrame);
  EXPECT_NEAR(geo::area_m2(cells[0]), geo::area_m2(cells[1]), 1);
}

TEST(Cells, ASiteThatRepeatsAnotherGetsNone) {
  const auto cells = geo::voronoi_cells(geo::Path{{0.5, 0.25}, {0.5, 0.25}, {0.5, 0.75}}, kFrame);
  EXPECT_FALSE(cells[0].rings.empty());
  EXPECT_TRUE(cells[1].rings.empty());
}

TEST(Cells, ShareTheirCornersSoThatTheyJoinIntoOne) {
  EXPECT_TRUE(rc::check([] {
    geo::Path sites;
    for (int i = 0; i < 20; ++i)
      sites.push_back({*rc::gen::inRange(1, 100000) / 1e5, *rc::gen::inRange(1, 100000) / 1e5});
    const auto cells = geo::voronoi_cells(sites, kFrame);
    std::vector<geo::Geometry> shapes;
    for (const auto& cell : cells)
      if (!cell.rings.empty()) shapes.push_back(cell);
    std::vector<const geo::Geometry*> pointers;
    for (const auto& shape : shapes) pointers.push_back(&shape);
    RC_ASSERT(geo::polygons_of(geo::dissolve(pointers)).size() == 1u);
  }));
}

TEST(Cells, FillTheFrameAndHoldWhatIsNearestToTheirSite) {
  EXPECT_TRUE(rc::check([] {
    const auto some = [] { return *rc::gen::inRange(1, 1000) / 1000.0; };
    geo::Path sites;
    for (int i = 0; i < 12; ++i) sites.push_back({some(), some()});
    const auto cells = geo::voronoi_cells(sites, kFrame);
    double sum = 0;
    for (const auto& cell : cells) sum += cell.rings.empty() ? 0 : geo::area_m2(cell);
    RC_ASSERT(std::abs(sum / geo::area_m2(geo::Polygon{{kFrame}}) - 1) < 1e-5);
    const geo::Point p{some() + 0.0004, some() + 0.0003};
    for (std::size_t i = 0; i < sites.size(); ++i) {
      if (cells[i].rings.empty() || !geo::contains(cells[i], p)) continue;
      for (const auto& rival : sites)
        RC_ASSERT(geo::distance_m(p, sites[i]) <= geo::distance_m(p, rival) * 1.001);
    }
  }));
}

}  // namespace
