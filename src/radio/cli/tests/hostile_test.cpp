// Files that are damaged, absurd or made to do harm: each is refused with its place, and nothing is left
// behind.
#include <cmath>
#include <filesystem>

#include "base/child.h"
#include "cli/files.h"
#include "radio/terrain_store.h"
#include "radio_cli/commands.h"
#include "support/tiff.h"
#include "tests/commands.h"

namespace {

class HostileFiles : public test::RadioCommands {
 protected:
  HostileFiles() : good_(file("S03E102.hgt", test::hills())), list_(towers("A,-2.5,102.5,42,900,60\n")) {}

  /// What `radio coverage` says of a terrain or a list; no map is left behind.
  std::string coverage(const std::string& terrain, const std::string& list) {
    const std::string why = refusal(radio_cli::radio_coverage, {"--terrain", terrain, "--towers", list,
                                                                "--radius-m", "500", "--out", out("x.tif")});
    EXPECT_EQ(std::filesystem::exists(out("x.tif")), why.empty());
    std::filesystem::remove(out("x.tif"));
    return why;
  }
  /// Of a terrain: the file's name and the reason.
  void expect_terrain_refused(const std::string& path, const std::string& reason) {
    const std::string why = coverage(path, list_);
    EXPECT_NE(why.find(std::filesystem::path(path).filename().string()), std::string::npos) << why;
    EXPECT_NE(why.find(reason), std::string::npos) << why;
  }
  /// Of rows of towers behind a good one: row 3 and the reason.
  void expect_tower_refused(const std::string& row, const std::string& reason) {
    const std::string why = coverage(good_, towers("A,-2.5,102.5,42,900,60\n" + row + "\n"));
    EXPECT_NE(why.find("towers.csv, row 3"), std::string::npos) << row << ": " << why;
    EXPECT_NE(why.find(reason), std::string::npos) << row << ": " << why;
  }
  std::string grid(const std::string& name, const std::string& cells) {
    file(
        name + ".prj",
        R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])");
    return file(name + ".asc",
                "ncols 3\nnrows 3\nxllcorner 102\nyllcorner -3\ncellsize 0.5\nNODATA_value -9999\n" + cells);
  }

  std::string good_, list_;
};

TEST_F(HostileFiles, TerrainOfVoidsOnly) {
  expect_terrain_refused(file("N00E011.hgt", test::tile([](int, int) { return -32768; })),
                         "every post is void");
  EXPECT_NE(coverage(grid("void", "-9999 -9999 -9999 -9999 -9999 -9999 -9999 -9999 -9999"), list_)
                .find("every post is void"),
            std::string::npos);
}

TEST_F(HostileFiles, HeightsThatAreNotANumberAreVoids) {
  EXPECT_NE(coverage(grid("nan", "nan nan nan nan nan nan nan nan nan"), list_), "");
}

TEST_F(HostileFiles, HeightsOfAMillionKilometres) {
  const std::string why = coverage(grid("high", "1 2 3 4 1e9 6 7 8 9"), list_);
  EXPECT_NE(why.find("Row 2, column 2"), std::string::npos) << why;
  EXPECT_NE(why.find("is no height on earth"), std::string::npos) << why;
  expect_terrain_refused(file("N00E011.hgt", test::tile([](int, int) { return 20'000; })), "row 1");
}

TEST_F(HostileFiles, AHeaderThatPromisesFourThousandMillionPosts) {
  expect_terrain_refused(file("huge.tif", support::huge_tiff()), "more posts than an import may read");
  std::string store("SERUDEM1\4\3\2\1\0\0\1\0\0\0\1\0", 20);
  store.resize(1024);
  expect_terrain_refused(file("huge.dem", store), "header is damaged");
}

TEST_F(HostileFiles, TilesThatAreCutShort) {
  const std::string tile = test::hills(), gz = test::packed(tile);
  expect_terrain_refused(file("N00E011.hgt", tile.substr(0, 1'000'000)), "holds 1,000,000 bytes");
  expect_terrain_refused(file("N00E011.hgt", ""), "holds 0 bytes");
  // Its last four bytes, which promise the length, are those of a whole tile.
  expect_terrain_refused(file("N01E011.hgt.gz", gz.substr(0, gz.size() / 2) + gz.substr(gz.size() - 4)),
                         "damaged");
  expect_terrain_refused(file("t.dem", "SERUDEM1 and nothing more"), "no terrain store");
  expect_terrain_refused(file("nameless.hgt", tile), "is no name of an SRTM tile");
  expect_terrain_refused(out("absent.hgt"), "No such file");
}

TEST_F(HostileFiles, TilesThatUnpackToMoreThanTheyPromise) {
  std::string bomb = test::packed(std::string(std::size_t{50} << 20, '\1'));
  const std::uint32_t promised = test::kSide * test::kSide * 2;
  for (int i = 0; i < 4; ++i)
    bomb[bomb.size() - 4 + static_cast<std::size_t>(i)] = static_cast<char>(promised >> (8 * i));
  expect_terrain_refused(file("N02E011.hgt.gz", bomb), "too long");
}

// A few kilobytes of compressed raster: more posts than an import may read, whatever they weigh on disk.
TEST_F(HostileFiles, AGeotiffThatUnpacksToEightGigabytes) {
  const base::ChildCommand make{.program = "/usr/bin/gdal_create",
                                .arguments = {"-of",          "GTiff",
                                              "-co",          "COMPRESS=DEFLATE",
                                              "-co",          "SPARSE_OK=TRUE",
                                              "-co",          "BIGTIFF=YES",
                                              "-outsize",     "65536",
                                              "65536",        "-ot",
                                              "Int16",        "-a_srs",
                                              "EPSG:4326",    "-a_ullr",
                                              "102",          "-2",
                                              "103",          "-3",
                                              out("bomb.tif")}};
  ASSERT_TRUE(base::run_child(make).succeeded());
  EXPECT_LT(std::filesystem::file_size(out("bomb.tif")), 4u << 20);
  expect_terrain_refused(out("bomb.tif"), "more posts than an import may read");
}

TEST_F(HostileFiles, TowersOutsideTheTerrain) {
  expect_tower_refused("Luar,5,102.5,42,900,60", "“Luar” lies outside the terrain");
  expect_tower_refused("Kutub,90,102.5,42,900,60", "latitude 90");
  // Both, each with its row, at once.
  const std::string both = coverage(good_, towers("A,5,102.5,42,900,60\nB,-2.5,99,42,900,60\n"));
  EXPECT_NE(both.find("row 2"), std::string::npos) << both;
  EXPECT_NE(both.find("row 3"), std::string::npos) << both;
}

TEST_F(HostileFiles, TowersInTheSeaUnlessTheyAreMeantToBe) {
  const auto coast = [&](int sea) {
    return file("S03E102.hgt", test::tile([=](int, int c) { return c < 700 ? 40 : sea; }));
  };
  for (const int sea : {0, -32768}) {
    const std::string terrain = coast(sea);
    const std::string list = towers("Darat,-2.5,102.5,42,900,60\nLaut,-2.5,102.9,42,900,60\n");
    const std::string why = coverage(terrain, list);
    EXPECT_NE(why.find("towers.csv, row 3: Tower “Laut” stands in the sea"), std::string::npos) << why;
    EXPECT_EQ(refusal(radio_cli::radio_coverage, {"--terrain", terrain, "--towers", list, "--radius-m", "500",
                                                  "--out", out("x.tif"), "--offshore"}),
              "");
    std::filesystem::remove(out("x.tif"));
  }
}

TEST_F(HostileFiles, TowersOfImpossibleFigures) {
  expect_tower_refused("Nol,-2.5,102.5,0,900,60", "antenna height of 0");
  expect_tower_refused("Nol,-2.5,102.5,42,0,60", "frequency of 0");
  expect_tower_refused("Tinggi,-2.5,102.5,1e9,900,60", "1,000,000,000");
  expect_tower_refused("Jauh,-2.5,1e9,42,900,60", "outside the terrain");
  expect_tower_refused("Kosong,-2.5,102.5,42,900,", "eirp_dbm is missing");
  expect_tower_refused("Teks,-2.5,x,42,900,60", "outside the terrain");
  expect_tower_refused("NaN,nan,nan,nan,nan,nan", "latitude");
  expect_tower_refused("Kurang,-2.5,102.5", "another number of cells");
}

// Not blamed on the rows of a list, however many they are.
TEST_F(HostileFiles, OptionsThatTheModelRefusesAreMisuse) {
  for (const auto& [option, value] :
       std::vector<std::pair<std::string, std::string>>{{"--radius-m", "0"},
                                                        {"--radius-m", "nan"},
                                                        {"--radius-m", "1e9"},
                                                        {"--step-m", "1e-9"},
                                                        {"--rx-height-m", "0"},
                                                        {"--climate", "9"},
                                                        {"--n0", "1e9"},
                                                        {"--epsilon", "0"},
                                                        {"--sigma", "0"},
                                                        {"--mdvar", "7"},
                                                        {"--time", "100"},
                                                        {"--situation", "nan"}}) {
    EXPECT_EQ(radio_cli::radio_coverage(
                  {"--terrain", good_, "--towers", list_, "--out", out("x.tif"), option, value}),
              cli::kUsage)
        << option << ' ' << value;
  }
  const auto demand = file("d.csv", "id,lat,lon,weight\na,-2.5,102.5,1\n");
  for (const std::string tried : {"--height-m", "--freq-mhz", "--eirp-dbm", "--threshold-dbm"}) {
    cli::Arguments sites{"--terrain", good_, "--demand", demand, "--out", out("x.tif")};
    for (const std::string option : {"--height-m", "--freq-mhz", "--eirp-dbm", "--threshold-dbm"})
      sites.insert(sites.end(), {option, option == tried ? "nan" : "50"});
    EXPECT_EQ(radio_cli::radio_sites(sites), cli::kUsage) << tried;
  }
  EXPECT_FALSE(std::filesystem::exists(out("x.tif")));
}

TEST_F(HostileFiles, TablesOfAMillionColumns) {
  const auto wide = [&](const std::string& name) { return file(name, std::string(1'000'000, ',')); };
  EXPECT_NE(coverage(good_, wide("towers.csv")).find("row 1: has over 16384 columns"), std::string::npos);
  const cli::Arguments sites{"--terrain",  good_,        "--height-m",      "30",  "--freq-mhz", "900",
                             "--eirp-dbm", "50",         "--threshold-dbm", "-90", "--out",      out("g.tif"),
                             "--demand",   wide("d.csv")};
  EXPECT_NE(refusal(radio_cli::radio_sites, sites).find("d.csv, row 1: has over"), std::string::npos);
  EXPECT_NE(refusal(radio_cli::radio_loss, {"--profiles", wide("p.csv"), "--out", out("o.csv")})
                .find("p.csv, row 1: has over"),
            std::string::npos);
  EXPECT_NE(refusal(radio_cli::import_land_cover, {good_, "--classes", wide("c.csv"), "--out", out("c.lcv")})
                .find("c.csv, row 1: has over"),
            std::string::npos);
  EXPECT_NE(
      refusal(radio_cli::radio_calibrate, {"--terrain", good_, "--towers", list_, "--samples", wide("s.csv")})
          .find("s.csv: Line 1: too many columns"),
      std::string::npos);
  for (const char* name : {"o.csv", "g.tif", "c.lcv"}) EXPECT_FALSE(std::filesystem::exists(out(name)));
}

TEST_F(HostileFiles, ListsWithoutTheirColumnsOrRows) {
  EXPECT_NE(coverage(good_, file("towers.csv", "name,lat\nA,1\n")).find("lon, height_m, freq_mhz, eirp_dbm"),
            std::string::npos);
  EXPECT_NE(coverage(good_, file("towers.csv", "")).find("is empty"), std::string::npos);
  EXPECT_NE(coverage(good_, towers("")).find("lists no tower"), std::string::npos);
}

TEST_F(HostileFiles, DemandAndClassesWithTheirRow) {
  const auto sites = [&](const std::string& rows) {
    return refusal(radio_cli::radio_sites,
                   {"--terrain", good_, "--height-m", "30", "--freq-mhz", "900", "--eirp-dbm", "50",
                    "--threshold-dbm", "-90", "--out", out("g.tif"), "--demand",
                    file("d.csv", "id,lat,lon,weight\na,-2.5,102.5,1\n" + rows)});
  };
  EXPECT_NE(sites("b,5,102.5,1\n").find("d.csv, row 3: the place is no place"), std::string::npos);
  EXPECT_NE(sites("b,nan,102.5,1\n").find("d.csv, row 3"), std::string::npos);
  EXPECT_NE(sites("b,-2.5,102.5,-1\n").find("d.csv, row 3: column weight"), std::string::npos);
  const auto classes = [&](const std::string& rows) {
    return refusal(
        radio_cli::import_land_cover,
        {good_, "--classes", file("c.csv", "code,class\n10,trees\n" + rows), "--out", out("c.lcv")});
  };
  EXPECT_NE(classes("70000,open\n").find("c.csv, row 3: column code"), std::string::npos);
  EXPECT_NE(classes("11,forest\n").find("c.csv, row 3: column class"), std::string::npos);
  EXPECT_NE(classes("10,open\n").find("c.csv, row 3: column code names a code"), std::string::npos);
}

}  // namespace
