// The tower list: what it may say, and what is refused of it.
#include "towers.h"

#include "cli/files.h"
#include "support/temp_dir.h"
#include "radio_cli/commands.h"
#include "tests/commands.h"

namespace {

using test::levels_in;
using test::RadioCommands;

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

TEST(Towers, TakeTheirPowerFromTransmitterFeederAndAntenna) {
  const auto list = radio_cli::parse_towers(
      base::source_of("name,lat,lon,height_m,freq_mhz,eirp_dbm,power_dbm,feeder_loss_db,gain_dbi\n"
                      "A,1,2,30,900,,46,3,17\nB,1,2,30,900,58,46,3,17\nC,1,2,30,900,,43,,\n"),
      "t", "");
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].tower.eirp_dbm, 60);
  EXPECT_EQ(list[1].tower.eirp_dbm, 58);
  EXPECT_EQ(list[2].tower.eirp_dbm, 43);
}

TEST(Towers, RefuseAnAntennaThatSendsMostBehindIt) {
  EXPECT_THROW(radio_cli::parse_towers(
                   base::source_of("name,lat,lon,height_m,freq_mhz,eirp_dbm,azimuth_deg,front_to_back_db\n"
                                   "A,1,2,30,900,60,120,-40\n"),
                   "t", ""),
               cli::RefusedInput);
}

TEST(Towers, CarryWhatCalibrationNeeds) {
  const auto list = radio_cli::parse_towers(
      base::source_of("name,lat,lon,height_m,freq_mhz,eirp_dbm,technology,operator,bandwidth_mhz\n"
                      "A,1,2,30,900,60,4G,Contoh,20\nB,1,2,30,900,60,,,\n"),
      "t", "");
  EXPECT_EQ(list[0].technology, radio::Technology::kLte);
  EXPECT_EQ(list[0].operator_name, "Contoh");
  EXPECT_EQ(list[0].bandwidth_mhz, 20);
  EXPECT_EQ(list[1].technology, std::nullopt);
  EXPECT_EQ(list[1].bandwidth_mhz, 10);
}

TEST(Towers, RefuseDirectionsThatAreNone) {
  for (const char* direction : {"1e308,0", "90,91", "x,0"})
    EXPECT_THROW(
        radio_cli::parse_towers(
            base::source_of("name,lat,lon,height_m,freq_mhz,eirp_dbm,azimuth_deg,tilt_deg\nA,1,2,30,900,60," +
                            std::string(direction) + "\n"),
            "t", ""),
        cli::RefusedInput)
        << direction;
}

TEST(Towers, NeverReachPatternFilesInOtherFolders) {
  EXPECT_THROW(radio_cli::parse_towers(
                   base::source_of(
                       "name,lat,lon,height_m,freq_mhz,eirp_dbm,pattern\nA,1,2,30,900,60,../../etc/passwd\n"),
                   "t", "/tmp"),
               cli::RefusedInput);
}

TEST_F(RadioCommands, TowersSendAsTheirPatternFileSays) {
  std::string msi = "NAME Contoh\nGAIN 14 dBd\nHORIZONTAL 360\n";
  for (int i = 0; i < 360; ++i) msi += std::to_string(i) + (i < 90 || i > 270 ? " 0.0\n" : " 30.0\n");
  msi += "VERTICAL 360\n";
  for (int i = 0; i < 360; ++i) msi += std::to_string(i) + " 0.0\n";
  file("sektor.msi", msi);
  const auto tile = file("S03E102.hgt", test::hills());
  const auto levels = [&](const std::string& rows) {
    const auto list = file("towers.csv",
                           "name,lat,lon,height_m,freq_mhz,power_dbm,feeder_loss_db,gain_dbi,"
                           "azimuth_deg,pattern\n" +
                               rows);
    printed(radio_cli::radio_coverage, {"--terrain", tile, "--towers", list, "--radius-m", "900", "--out",
                                        out("m.tif"), "--csv", out("m.csv")});
    return support::read_file(out("m.csv"));
  };
  const auto omni = levels_in(levels("A,-2.5,102.5,42,900,46,3,16.15,,\n"));
  const std::string cells = levels("A,-2.5,102.5,42,900,46,3,,180,sektor.msi\n");
  const auto sector = levels_in(cells);
  ASSERT_EQ(omni.size(), sector.size());
  // Southwards as strong as the omni of the same gain, 14 dBd being 16.15 dBi; northwards 30 dB less.
  const std::size_t north = 3, south = omni.size() - 4;
  EXPECT_NEAR(sector[south], omni[south], 1e-3);
  EXPECT_NEAR(sector[north], omni[north] - 30, 1e-3);
}

}  // namespace
