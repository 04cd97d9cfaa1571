// The program itself, run within limits as serumpun runs it.
#include <gtest/gtest.h>

#include <cstring>

#include "radio/terrain_store.h"
#include "support/tiff.h"
#include "tests/running.h"

namespace {

using test::ascii_grid;
using test::import;
using test::kUtm48South;
using test::kWgs84;

TEST(ImportRaster, JoinsTilesFillsTheGapAndMarksIt) {
  support::TempDir folder;
  const auto left = ascii_grid(folder, "left", kWgs84, 2, 2, 100, 1, 0.01, "10 -9999\n10 10\n");
  const auto right = ascii_grid(folder, "right", kWgs84, 2, 2, 100.03, 1, 0.01, "20 20\n20 20\n");
  const auto store = (folder / "t.dem").string();
  const auto run = import({"raster", "--out", store, "--source", "uji", left, right});
  ASSERT_EQ(run.outcome.exit_code, 0) << run.outcome.error_text;
  EXPECT_EQ(run.answer.at("known").as_int(), 7);
  EXPECT_EQ(run.answer.at("interpolated").as_int(), 3);
  const std::string bytes = support::read_file(store);
  const auto stored = radio::read_terrain_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->terrain.shape().columns, 5);
  EXPECT_DOUBLE_EQ(stored->terrain.shape().west_deg, 100.005);
  EXPECT_EQ(stored->terrain.height_m(0, 0), 10);
  EXPECT_EQ(stored->terrain.height_m(0, 3), 20);
  EXPECT_TRUE(stored->terrain.filled(0, 1));
  EXPECT_TRUE(stored->terrain.filled(1, 2));
  EXPECT_FALSE(stored->terrain.filled(1, 1));
  EXPECT_NE(std::string(stored->provenance).find("\"uji\""), std::string::npos);
}

TEST(ImportRaster, BringsAProjectedFileToDegrees) {
  support::TempDir folder;
  std::string cells;  // heights grow by 1 m a 100 m to the east
  for (int r = 0; r < 40; ++r) {
    for (int c = 0; c < 40; ++c) cells += std::to_string(100 + c) + ' ';
    cells += '\n';
  }
  const auto utm = ascii_grid(folder, "utm", kUtm48South, 40, 40, 498'000, 9'998'000, 100, cells);
  const auto store = (folder / "t.dem").string();
  const auto run = import({"raster", "--out", store, utm});
  ASSERT_EQ(run.outcome.exit_code, 0) << run.outcome.error_text;
  const std::string bytes = support::read_file(store);
  const auto stored = radio::read_terrain_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  // The central meridian is at easting 500,000, 20 cells from the edge; the middle of cell c lies at c + 0.5.
  EXPECT_NEAR(stored->terrain.height_m(radio::Place{-0.0001, 105.0}), 119.5, 0.15);
  EXPECT_NEAR(stored->terrain.height_m(radio::Place{-0.0001, 105.0 + 1000 / 111319.5 / 0.9996}), 129.5, 0.2);
}

// On another grid heights are blended, but never with what stands for none.
TEST(ImportRaster, VoidsThatNobodyDeclaredStayOutOfTheirNeighbours) {
  support::TempDir folder;
  support::write_file(folder / "utm.prj", kUtm48South);
  std::string cells = "ncols 20\nnrows 20\nxllcorner 499000\nyllcorner 9998000\ncellsize 100\n";
  for (int r = 0; r < 20; ++r)
    for (int c = 0; c < 20; ++c) cells += r > 7 && r < 12 && c > 7 && c < 12 ? "-9999 " : "250 ";
  const auto utm = support::write_file(folder / "utm.asc", cells).string();
  const auto store = (folder / "t.dem").string();
  const auto run = import({"raster", "--out", store, utm});
  ASSERT_EQ(run.outcome.exit_code, 0) << run.outcome.error_text;
  EXPECT_GE(run.answer.at("interpolated").as_int(), 9);
  const std::string bytes = support::read_file(store);
  const auto stored = radio::read_terrain_store(bytes, radio::Verify::kChecksum);
  const auto& shape = stored->terrain.shape();
  for (std::int32_t r = 0; r < shape.rows; ++r)
    for (std::int32_t c = 0; c < shape.columns; ++c)
      ASSERT_NEAR(stored->terrain.height_m(r, c), 250, 0.1) << r << ' ' << c;
}

TEST(ImportRaster, RefusesWithTheKeyOfTheReason) {
  support::TempDir folder;
  const auto key = [&](const std::string& file) {
    const auto run = import({"raster", "--out", (folder / "t.dem").string(), file});
    EXPECT_EQ(run.outcome.exit_code, 1) << run.outcome.error_text;
    return run.answer.at("key").as_string();
  };
  EXPECT_EQ(key("/vsicurl/http://127.0.0.1/x.tif"), "importer.raster_no_file");
  EXPECT_EQ(key((folder / "absent.tif").string()), "importer.raster_no_file");
  EXPECT_EQ(key(support::write_file(folder / "text.tif", "no tiff").string()), "importer.raster_unknown");
  EXPECT_EQ(key(support::write_file(folder / "x.vrt", "<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"/>")
                    .string()),
            "importer.raster_unknown");
  EXPECT_EQ(key(ascii_grid(folder, "void", kWgs84, 2, 2, 100, 1, 0.01, "-9999 -9999 -9999 -9999")),
            "radio.terrain_empty");
  EXPECT_EQ(key(ascii_grid(folder, "high", kWgs84, 2, 2, 100, 1, 0.01, "1 2 1e9 3")), "radio.terrain_height");
  EXPECT_EQ(key(ascii_grid(folder, "far", kWgs84, 2, 2, 1000, 500, 0.01, "1 2 3 4")), "radio.terrain_shape");
}

TEST(ImportRaster, RefusesAHugeHeaderOnASmallFile) {
  support::TempDir folder;
  const auto path = support::write_file(folder / "huge.tif", support::huge_tiff()).string();
  const auto run = import({"raster", "--out", (folder / "t.dem").string(), path});
  EXPECT_EQ(run.outcome.exit_code, 1);
  EXPECT_EQ(run.answer.at("key").as_string(), "importer.raster_too_large");
}

TEST(ImportGeotiff, RefusesARawFileOfAnotherSize) {
  support::TempDir folder;
  const auto raw = support::write_file(folder / "raw", std::string(15, '\0')).string();
  EXPECT_EQ(import({"geotiff", "--raw", raw, "--columns", "2", "--rows", "2", "--north", "1", "--west", "1",
                    "--rows-per-deg", "10", "--columns-per-deg", "10", "--out", (folder / "x.tif").string()})
                .outcome.exit_code,
            1);
}

}  // namespace
