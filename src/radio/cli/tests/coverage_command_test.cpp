// The commands as a person runs them, with files that are good, odd and hostile.
#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>

#include "base/json.h"
#include "cli/files.h"
#include "radio_cli/commands.h"
#include "support/temp_dir.h"
#include "terrain_files.h"
#include "towers.h"

namespace {

constexpr int kSide = 1201;

/// A tile of gentle hills with a hole in it.
std::string tile_bytes(bool all_void = false) {
  std::string bytes(std::size_t{kSide} * kSide * 2, '\0');
  for (int r = 0; r < kSide; ++r)
    for (int c = 0; c < kSide; ++c) {
      const bool hole = all_void || (r > 600 && r < 605 && c > 600 && c < 610);
      const int h = hole ? -32768 : static_cast<int>(200 + 80 * std::sin(r * 0.05) * std::cos(c * 0.04));
      const std::size_t at = 2 * (static_cast<std::size_t>(r) * kSide + static_cast<std::size_t>(c));
      bytes[at] = static_cast<char>(h >> 8);
      bytes[at + 1] = static_cast<char>(h);
    }
  return bytes;
}

std::string packed(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

class RadioCommands : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& content) {
    return support::write_file(folder_ / name, content).string();
  }
  std::string out(const std::string& name) const { return (folder_ / name).string(); }
  std::string towers(const std::string& rows) {
    return file("towers.csv", "name,lat,lon,height_m,freq_mhz,eirp_dbm\n" + rows);
  }
  /// What the terrain is refused with; empty when it is taken.
  std::string terrain_refusal(const std::string& path) {
    try {
      const radio_cli::OpenTerrain opened({path});
      return "";
    } catch (const cli::RefusedInput& refused) {
      return refused.what();
    }
  }
  std::string coverage_refusal(const std::string& terrain, const std::string& list) {
    try {
      radio_cli::radio_coverage(
          {"--terrain", terrain, "--towers", list, "--radius-m", "500", "--out", out("x.tif")});
      return "";
    } catch (const cli::RefusedInput& refused) {
      EXPECT_FALSE(std::filesystem::exists(out("x.tif")));
      return refused.what();
    }
  }

  support::TempDir folder_;
};

TEST_F(RadioCommands, ImportThenCoverageMakesAMapAndItsCells) {
  const auto tile = file("S03E102.hgt.gz", packed(tile_bytes()));
  ASSERT_EQ(radio_cli::import_terrain({tile, "--out", out("t.dem"), "--source", "contoh"}), 0);
  const radio_cli::OpenTerrain opened({out("t.dem")});
  EXPECT_TRUE(opened.terrain().filled(602, 605));
  EXPECT_NE(opened.provenance().find("contoh"), std::string::npos);
  const auto list = towers("A,-2.5,102.5,42,900,60\nB,-2.51,102.51,30,1800,58\n");
  ASSERT_EQ(
      radio_cli::radio_coverage({"--terrain", out("t.dem"), "--towers", list, "--radius-m", "2000", "--out",
                                 out("m.tif"), "--csv", out("m.csv"), "--shares", out("s.csv")}),
      0);
  EXPECT_GT(std::filesystem::file_size(out("m.tif")), 1000u);
  EXPECT_EQ(support::read_file(out("m.csv")).substr(0, 18), "lat,lon,level_dbm\n");
  EXPECT_NE(support::read_file(out("s.csv")).find("\nA,"), std::string::npos);
}

TEST_F(RadioCommands, SitesMakesAMapAndExplainsItsChoice) {
  const auto tile = file("S03E102.hgt", tile_bytes());
  const auto demand = file("d.csv", "id,lat,lon,weight\na,-2.5,102.5,100\nb,-2.505,102.51,50\n");
  testing::internal::CaptureStdout();
  ASSERT_EQ(
      radio_cli::radio_sites({"--terrain",  tile,        "--demand",   demand,       "--height-m",      "30",
                              "--freq-mhz", "900",       "--eirp-dbm", "50",         "--threshold-dbm", "-90",
                              "--radius-m", "1500",      "--out",      out("g.tif"), "--top",           "2",
                              "--explain",  out("e.csv")}),
      0);
  const std::string printed = testing::internal::GetCapturedStdout();
  EXPECT_EQ(printed.substr(0, 36), "rank,lat,lon,gain,cumulative,bound\n1");
  EXPECT_NE(printed.find(",150,150,150\n"), std::string::npos) << printed;
  EXPECT_NE(support::read_file(out("e.csv")).find("1,a,100,1,"), std::string::npos);
}

TEST_F(RadioCommands, RefuseTerrainThatIsDamagedOrNone) {
  EXPECT_NE(terrain_refusal(file("N00E011.hgt", tile_bytes(true))), "");
  EXPECT_NE(terrain_refusal(file("N00E011.hgt", "short")), "");
  EXPECT_NE(terrain_refusal(file("nameless.hgt", tile_bytes())), "");
  EXPECT_NE(terrain_refusal(out("absent.hgt")), "");
  EXPECT_NE(terrain_refusal(file("t.dem", "SERUDEM1 and nothing more")), "");
  const std::string whole = packed(tile_bytes());
  EXPECT_NE(terrain_refusal(file("N01E011.hgt.gz", whole.substr(0, whole.size() / 2))), "");
  // Unpacks to more than a tile, and its last bytes promise a tile.
  std::string bomb = packed(std::string(std::size_t{50} << 20, '\0'));
  const std::uint32_t promised = kSide * kSide * 2;
  for (int i = 0; i < 4; ++i)
    bomb[bomb.size() - 4 + static_cast<std::size_t>(i)] = static_cast<char>(promised >> (8 * i));
  EXPECT_NE(terrain_refusal(file("N02E011.hgt.gz", bomb)), "");
}

TEST_F(RadioCommands, RefuseTowersWithTheirRow) {
  const auto tile = file("S03E102.hgt", tile_bytes());
  EXPECT_EQ(coverage_refusal(tile, towers("A,-2.5,102.5,42,900,60\n")), "");
  std::filesystem::remove(out("x.tif"));
  for (const char* row : {"Laut,5,102.5,42,900,60", "Nol,-2.5,102.5,0,900,60", "Nol,-2.5,102.5,42,0,60",
                          "Kosong,-2.5,102.5,42,900,", "Teks,-2.5,x,42,900,60", "Jauh,-2.5,102.5,1e9,900,60",
                          "Kurang,-2.5,102.5", "NaN,nan,nan,nan,nan,nan"}) {
    const std::string refusal =
        coverage_refusal(tile, towers(std::string("A,-2.5,102.5,42,900,60\n") + row + "\n"));
    EXPECT_NE(refusal.find("row 3"), std::string::npos) << row << ": " << refusal;
  }
  EXPECT_NE(coverage_refusal(tile, file("towers.csv", "name,lat\nA,1\n")).find("height_m"),
            std::string::npos);
  EXPECT_NE(coverage_refusal(tile, file("towers.csv", std::string(1'000'000, ','))), "");
  EXPECT_NE(coverage_refusal(tile, file("towers.csv", "")), "");
}

TEST(Towers, AreSectorsWhereTheyHaveAnAzimuth) {
  const auto list =
      radio_cli::parse_towers(base::source_of("name,lat,lon,height_m,freq_mhz,eirp_dbm,azimuth_deg,tilt_"
                                              "deg\nA,1,2,30,900,60,120,4\nB,1,2,30,900,60,,\n"),
                              "t", "");
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].tower.antenna.azimuth_deg, 120);
  EXPECT_EQ(std::get<radio::Sector>(list[0].tower.antenna.shape).electrical_tilt_deg, 4);
  EXPECT_TRUE(std::holds_alternative<radio::Omni>(list[1].tower.antenna.shape));
}

TEST(Towers, NeverReachPatternFilesInOtherFolders) {
  EXPECT_THROW(radio_cli::parse_towers(
                   base::source_of(
                       "name,lat,lon,height_m,freq_mhz,eirp_dbm,pattern\nA,1,2,30,900,60,../../etc/passwd\n"),
                   "t", "/tmp"),
               cli::RefusedInput);
}

}  // namespace
