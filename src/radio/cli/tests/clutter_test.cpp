// Trees and houses on the way from a map of land cover to a loss.
#include <cmath>

#include "cli/files.h"
#include "radio/p2108.h"
#include "radio_cli/commands.h"
#include "tests/commands.h"

namespace {

/// Two points on gentle hills, and land cover of ESA's codes: trees (10) in the west, built-up land (50) in
/// the middle, and in the east a code that is none.
class Clutter : public test::RadioCommands {
 protected:
  Clutter() {
    terrain_ = file("S03E102.hgt", test::hills());
    points_ = file("p.csv",
                   "id,tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m\n"
                   "trees,-2.5,102.5,-2.5,102.45,900,42,1.5\n"
                   "town,-2.5,102.5,-2.5,102.52,900,42,1.5\n"
                   "unknown,-2.5,102.5,-2.5,102.58,900,42,1.5\n");
    file(
        "cover.prj",
        R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])");
    grid_ = file("cover.asc",
                 "ncols 3\nnrows 2\nxllcorner 102.41\nyllcorner -2.56\ncellsize 0.06\nNODATA_value -9999\n"
                 "10 50 77\n10 50 77\n");
  }
  /// model_loss_db and model_rc of each row.
  std::vector<std::pair<double, int>> losses(cli::Arguments more) {
    more.insert(more.begin(), {"--terrain", terrain_, "--points", points_, "--out", out("l.csv")});
    printed(radio_cli::radio_loss, more);
    base::CsvReader reader(base::source_of(text_ = support::read_file(out("l.csv"))));
    std::vector<std::pair<double, int>> all;
    std::vector<std::string_view> cells;
    reader.next(cells).value();
    while (reader.next(cells).value())
      all.emplace_back(cells[8].empty() ? NAN : std::stod(std::string(cells[8])),
                       std::stoi(std::string(cells[10])));
    return all;
  }

  std::string terrain_, points_, grid_, text_;
};

TEST_F(Clutter, OfTheMapIsAddedAtTheReceiverWhereItIsKnown) {
  printed(radio_cli::import_land_cover, {grid_, "--out", out("c.lcv"), "--source", "uji"});
  const auto bare = losses({}), covered = losses({"--landcover", out("c.lcv"), "--clutter", "landcover"});
  ASSERT_EQ(covered.size(), 3U);
  const auto height_gain = [](radio::p2108::Clutter around, double height_m) {
    return radio::p2108::height_gain({0.9, 1.5, 27, height_m, static_cast<int>(around)}).loss_db;
  };
  EXPECT_NEAR(covered[0].first - bare[0].first, height_gain(radio::p2108::Clutter::kTrees, 15), 1e-6);
  EXPECT_NEAR(covered[1].first - bare[1].first, height_gain(radio::p2108::Clutter::kSuburban, 10), 1e-6);
  EXPECT_EQ(covered[2].first, bare[2].first);
  EXPECT_GT(covered[0].first, bare[0].first + 10);
  // Along the path it is the second model's alone.
  const auto open = losses({"--model", "p1812"}),
             overgrown = losses({"--model", "p1812", "--landcover", out("c.lcv")});
  EXPECT_GT(overgrown[0].first, open[0].first);
  EXPECT_EQ(losses({"--landcover", out("c.lcv")}), bare);
}

TEST_F(Clutter, OfAClassByNameAndOfStatisticsNeedsNoMap) {
  const auto bare = losses({}), trees = losses({"--clutter", "trees"}),
             taller = losses({"--clutter", "trees", "--clutter-height-m", "25"});
  for (std::size_t i = 0; i < bare.size(); ++i) {
    EXPECT_NEAR(trees[i].first - bare[i].first, trees[0].first - bare[0].first, 1e-6);
    EXPECT_GT(taller[i].first, trees[i].first);
  }
  const auto statistical = losses({"--clutter", "statistical", "--location", "50"});
  EXPECT_NEAR(statistical[0].first - bare[0].first, radio::p2108::terrestrial({0.9, 5.554, 50}).loss_db,
              0.01);
}

TEST_F(Clutter, IsRefusedRowByRowOutsideTheRecommendation) {
  points_ = file("p.csv",
                 "id,tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m\n"
                 "vhf,-2.5,102.5,-2.5,102.45,150,42,1.5\nuhf,-2.5,102.5,-2.5,102.45,900,42,1.5\n");
  const auto rows = losses({"--clutter", "statistical"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(std::isnan(rows[0].first));
  EXPECT_GE(rows[0].second, 32);
  EXPECT_FALSE(std::isnan(rows[1].first));
}

TEST_F(Clutter, NeedsAWordThatItKnowsAndAMapWhereItAsksForOne) {
  const auto exit = [&](cli::Arguments more) {
    more.insert(more.begin(), {"--terrain", terrain_, "--points", points_, "--out", out("l.csv")});
    return radio_cli::radio_loss(more);
  };
  EXPECT_EQ(exit({"--clutter", "forest"}), cli::kUsage);
  EXPECT_EQ(exit({"--clutter", "landcover"}), cli::kUsage);
  const std::string why =
      refusal(radio_cli::radio_loss, {"--terrain", terrain_, "--points", points_, "--out", out("l.csv"),
                                      "--landcover", terrain_, "--clutter", "landcover"});
  EXPECT_NE(why.find("S03E102.hgt"), std::string::npos) << why;
}

}  // namespace
