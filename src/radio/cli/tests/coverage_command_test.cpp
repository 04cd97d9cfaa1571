// From heights and a tower list to maps, as a person makes them.
#include "radio_cli/commands.h"

#include <algorithm>
#include <cmath>

#include "cli/files.h"
#include "radio/confidence.h"
#include "terrain_files.h"
#include "tests/commands.h"

namespace {

using test::levels_in;
using test::RadioCommands;

TEST_F(RadioCommands, ImportThenCoverageMakesAMapAndItsCells) {
  const auto tile = file("S03E102.hgt.gz", test::packed(test::hills()));
  printed(radio_cli::import_terrain, {tile, "--out", out("t.dem"), "--source", "contoh"});
  const radio_cli::OpenTerrain opened({out("t.dem")});
  EXPECT_TRUE(opened.terrain().filled(602, 605));
  EXPECT_NE(opened.provenance().find("contoh"), std::string::npos);
  const auto list = towers("A,-2.5,102.5,42,900,60\nB,-2.51,102.51,30,1800,58\n");
  printed(radio_cli::radio_coverage,
          {"--terrain", out("t.dem"), "--towers", list, "--radius-m", "2000", "--out", out("m.tif"), "--csv",
           out("m.csv"), "--shares", out("s.csv")});
  EXPECT_EQ(support::read_file(out("m.csv")).substr(0, 18), "lat,lon,level_dbm\n");
  EXPECT_NE(support::read_file(out("s.csv")).find("\nA,"), std::string::npos);
}

/// Posts of one height a tile, so that its place and its source show.
std::string flat(int side, int height_m) {
  std::string bytes;
  for (int i = 0; i < side * side; ++i)
    bytes += {static_cast<char>(height_m >> 8), static_cast<char>(height_m)};
  return bytes;
}

TEST_F(RadioCommands, TilesOfTwoSpacingsPackedOrNotMakeOneTerrain) {
  const auto coarse = file("S03E102.hgt.gz", test::packed(flat(1201, 300)));
  const auto fine = file("S03E103.hgt", flat(3601, 700));
  for (const bool stored : {false, true}) {
    std::vector<std::string> paths{coarse, fine};
    if (stored) {
      printed(radio_cli::import_terrain, {coarse, fine, "--out", out("t.dem")});
      paths = {out("t.dem")};
    }
    const radio_cli::OpenTerrain opened(paths);
    EXPECT_EQ(opened.terrain().shape().columns_per_deg, 3600);
    EXPECT_NEAR(opened.terrain().height_m(radio::Place{-2.5, 102.5}), 300, 0.1);
    EXPECT_NEAR(opened.terrain().height_m(radio::Place{-2.5, 103.5}), 700, 0.1);
  }
}

TEST_F(RadioCommands, TheMapOpensInGdalWithPlaceUnitNodataAndOrigin) {
  const auto tile = file("S03E102.hgt", test::hills());
  printed(radio_cli::radio_coverage, {"--terrain", tile, "--towers", towers("A,-2.5,102.5,42,900,60\n"),
                                      "--radius-m", "2000", "--out", out("m.tif"), "--csv", out("m.csv")});
  const base::Json map = gdalinfo(out("m.tif"));
  EXPECT_EQ(map.at("driverShortName").as_string(), "GTiff");
  EXPECT_NE(map.at("coordinateSystem").at("wkt").as_string().find("ID[\"EPSG\",4326]"), std::string::npos);
  const auto& corner = map.at("geoTransform").as_array();
  ASSERT_EQ(corner.size(), 6U);
  const double post = 1.0 / 1200;
  EXPECT_NEAR(corner[1].as_double(), post, 1e-12);
  EXPECT_NEAR(corner[5].as_double(), -post, 1e-12);
  // Posts are the middles of pixels: the tower's own lies half a pixel inside one.
  const auto& size = map.at("size").as_array();
  const double column = (102.5 - corner[0].as_double()) / post, row = (corner[3].as_double() + 2.5) / post;
  EXPECT_NEAR(column - std::floor(column), 0.5, 1e-6);
  EXPECT_NEAR(row - std::floor(row), 0.5, 1e-6);
  EXPECT_NEAR(column, static_cast<double>(size[0].as_int()) / 2, 1);
  EXPECT_NEAR(row, static_cast<double>(size[1].as_int()) / 2, 1);
  const base::Json& band = map.at("bands").as_array().at(0);
  EXPECT_EQ(band.at("type").as_string(), "Float32");
  EXPECT_EQ(band.at("noDataValue").as_string(), "NaN");
  EXPECT_EQ(band.at("unit").as_string(), "dBm");
  EXPECT_NE(map.at("metadata").at("").at("MODEL").as_string().find("1.2.2"), std::string::npos);
  const auto levels = levels_in(support::read_file(out("m.csv")));
  EXPECT_NEAR(band.at("maximum").as_double(), *std::ranges::max_element(levels), 1e-3);
  EXPECT_NEAR(band.at("minimum").as_double(), *std::ranges::min_element(levels), 1e-3);
}

TEST_F(RadioCommands, EachLevelHasTheProbabilityThatAPhoneIsServed) {
  const auto tile = file("S03E102.hgt", test::hills());
  const auto list = towers("A,-2.5,102.5,42,900,60\n");
  const cli::Arguments plain{"--terrain", tile, "--towers", list, "--radius-m", "2000"};
  const auto with = [&](cli::Arguments more) {
    more.insert(more.begin(), plain.begin(), plain.end());
    printed(radio_cli::radio_coverage, more);
  };
  with({"--out", out("m.tif"), "--csv", out("m.csv")});
  // 10 MHz of LTE: 27.78 dB less than the carrier (3GPP TS 36.101), and 3 dB less as measured.
  with({"--technology", "4g", "--bias-db", "-3", "--spread-db", "6", "--out", out("r.tif"), "--csv",
        out("r.csv"), "--probability", out("p.tif")});
  const auto carrier = levels_in(support::read_file(out("m.csv"))),
             rsrp = levels_in(support::read_file(out("r.csv")));
  ASSERT_EQ(carrier.size(), rsrp.size());
  for (std::size_t i = 0; i < rsrp.size(); ++i) ASSERT_NEAR(rsrp[i], carrier[i] - 30.78, 0.005);
  EXPECT_NE(gdalinfo(out("r.tif")).at("bands").as_array().at(0).at("description").as_string().find("RSRP"),
            std::string::npos);
  const base::Json probability = gdalinfo(out("p.tif"));
  EXPECT_EQ(probability.at("metadata").at("").at("THRESHOLD_DBM").as_string(), "-105");
  const base::Json& band = probability.at("bands").as_array().at(0);
  EXPECT_NEAR(band.at("maximum").as_double(),
              radio::probability_above(*std::ranges::max_element(rsrp), -105, 6), 1e-5);
  EXPECT_NEAR(band.at("minimum").as_double(),
              radio::probability_above(*std::ranges::min_element(rsrp), -105, 6), 1e-5);
  EXPECT_EQ(radio_cli::radio_coverage({"--terrain", tile, "--towers", list, "--out", out("x.tif"),
                                       "--technology", "lte", "--bandwidth-mhz", "7"}),
            cli::kUsage);
}

TEST_F(RadioCommands, DoubtIsWhatTheSecondModelWouldAddToTheLevel) {
  const auto tile = file("S03E102.hgt", test::hills());
  printed(radio_cli::radio_coverage,
          {"--terrain", tile, "--towers", towers("A,-2.5,102.5,42,900,60\n"), "--radius-m", "600", "--out",
           out("m.tif"), "--doubt", out("d.tif"), "--csv", out("m.csv"), "--threads", "2"});
  // The same cells by `radio loss`, with both models.
  std::string points = "tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m\n";
  const std::string cells = support::read_file(out("m.csv"));
  for (std::size_t at = cells.find('\n') + 1; at < cells.size(); at = cells.find('\n', at) + 1)
    points +=
        "-2.5,102.5," + cells.substr(at, cells.find(',', cells.find(',', at) + 1) - at) + ",900,42,1.5\n";
  const auto list = file("p.csv", points);
  std::vector<double> losses[2];
  for (const int second : {0, 1}) {
    printed(radio_cli::radio_loss, {"--terrain", tile, "--points", list, "--model", second ? "p1812" : "itm",
                                    "--out", out("l.csv")});
    const std::string text = support::read_file(out("l.csv"));
    base::CsvReader rows(base::source_of(text));
    std::vector<std::string_view> row;
    rows.next(row).value();
    while (rows.next(row).value())
      losses[second].push_back(row[7].empty() ? NAN : std::stod(std::string(row[7])));
  }
  double least = INFINITY, most = -INFINITY;
  for (std::size_t i = 0; i < losses[0].size(); ++i) {
    const double doubt = losses[0][i] - losses[1][i];
    if (std::isnan(doubt)) continue;
    least = std::min(least, doubt);
    most = std::max(most, doubt);
  }
  const base::Json map = gdalinfo(out("d.tif"));
  const base::Json& band = map.at("bands").as_array().at(0);
  EXPECT_EQ(band.at("unit").as_string(), "dB");
  EXPECT_NEAR(band.at("minimum").as_double(), least, 0.02);
  EXPECT_NEAR(band.at("maximum").as_double(), most, 0.02);
}

TEST_F(RadioCommands, MapsOfTheBestServerAndOfWhatIsLeftWithoutIt) {
  const auto tile = file("S03E102.hgt", test::hills());
  const auto map = [&](const std::string& rows) {
    printed(radio_cli::radio_coverage,
            {"--terrain", tile, "--towers", towers(rows), "--radius-m", "1500", "--out", out("m.tif"),
             "--server", out("n.tif"), "--second", out("s.tif"), "--csv", out("m.csv")});
    return gdalinfo(out("n.tif")).at("bands").as_array().at(0);
  };
  // From one mast, the stronger one second in the list: it serves all, and the weaker is what is left.
  const auto servers = map("A,-2.5,102.5,42,900,50\nB,-2.5,102.5,42,900,60\n");
  EXPECT_EQ(servers.at("minimum").as_double(), 2);
  EXPECT_EQ(servers.at("maximum").as_double(), 2);
  const double left = gdalinfo(out("s.tif")).at("bands").as_array().at(0).at("maximum").as_double();
  EXPECT_NEAR(left, std::ranges::max(levels_in(support::read_file(out("m.csv")))) - 10, 1e-3);
  EXPECT_EQ(map("A,-2.5,102.5,42,900,50\nB,-2.52,102.5,42,900,50\n").at("minimum").as_double(), 1);
}

TEST_F(RadioCommands, CoverageSaysInJsonWhatItComputed) {
  const auto tile = file("S03E102.hgt", test::hills());
  const auto summary = base::Json::parse(
      printed(radio_cli::radio_coverage,
              {"--terrain", tile, "--towers", towers("A,-2.5,102.5,42,900,60\nB,-2.51,102.51,30,900,60\n"),
               "--radius-m", "1000", "--out", out("m.tif"), "--json", "--threads", "2"}));
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->at("towers").as_int(), 2);
  EXPECT_EQ(summary->at("threads").as_int(), 2);
  // Twice the posts within 1000 m: pi r² over the area of a post.
  EXPECT_NEAR(summary->at("points").as_double(), 2 * 3.1416e6 / (92.66 * 92.66), 20);
  EXPECT_GE(summary->at("seconds").as_double(), 0);
}

TEST_F(RadioCommands, SitesMakesAMapAndExplainsItsChoice) {
  const auto tile = file("S03E102.hgt", test::hills());
  const auto demand = file("d.csv", "id,lat,lon,weight\na,-2.5,102.5,100\nb,-2.505,102.51,50\n");
  const std::string list = printed(
      radio_cli::radio_sites,
      {"--terrain",  tile, "--demand",        demand,      "--height-m", "30",   "--freq-mhz", "900",
       "--eirp-dbm", "50", "--threshold-dbm", "-90",       "--radius-m", "1500", "--out",      out("g.tif"),
       "--top",      "2",  "--explain",       out("e.csv")});
  EXPECT_EQ(list.substr(0, 36), "rank,lat,lon,gain,cumulative,bound\n1");
  EXPECT_NE(list.find(",150,150,150\n"), std::string::npos) << list;
  EXPECT_NE(support::read_file(out("e.csv")).find("1,a,100,1,"), std::string::npos);
  const base::Json map = gdalinfo(out("g.tif"));
  const base::Json& band = map.at("bands").as_array().at(0);
  EXPECT_EQ(band.at("unit").as_string(), "weight");
  EXPECT_NEAR(band.at("maximum").as_double(), 150, 1e-6);
}

// What a program reads is on stdout alone; the list for people goes to stderr then.
TEST_F(RadioCommands, SitesInJsonHoldTheListThatPeopleRead) {
  const auto tile = file("S03E102.hgt", test::hills());
  const auto demand = file("d.csv", "id,lat,lon,weight\na,-2.5,102.5,100\nb,-2.505,102.51,50\n");
  testing::internal::CaptureStderr();
  const std::string text = printed(radio_cli::radio_sites, {"--terrain",
                                                            tile,
                                                            "--demand",
                                                            demand,
                                                            "--height-m",
                                                            "30",
                                                            "--freq-mhz",
                                                            "900",
                                                            "--eirp-dbm",
                                                            "50",
                                                            "--threshold-dbm",
                                                            "-90",
                                                            "--radius-m",
                                                            "1500",
                                                            "--out",
                                                            out("g.tif"),
                                                            "--top",
                                                            "2",
                                                            "--visible",
                                                            out("v.tif"),
                                                            "--json",
                                                            "--progress",
                                                            "none"});
  const std::string people = testing::internal::GetCapturedStderr();
  const auto summary = base::Json::parse(text);
  ASSERT_TRUE(summary) << text;
  EXPECT_EQ(summary->at("demand").as_int(), 2);
  EXPECT_EQ(summary->at("served_already").as_int(), 0);
  EXPECT_TRUE(summary->at("visible_seconds").is_number());
  const auto& sites = summary->at("sites").as_array();
  ASSERT_EQ(sites.size(), 1U);
  EXPECT_EQ(sites[0].at("rank").as_int(), 1);
  EXPECT_EQ(sites[0].at("gain").as_double(), 150);
  EXPECT_EQ(sites[0].at("bound").as_double(), 150);
  EXPECT_TRUE(people.starts_with("rank,lat,lon,gain,cumulative,bound\n1,")) << people;
}

}  // namespace
