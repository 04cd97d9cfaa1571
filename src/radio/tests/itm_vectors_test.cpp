// The terrain model against what others published: ../shared/data/itm, tolerances from its SOURCES.md.
#include <gtest/gtest.h>

#include <cmath>

#include "radio/itm.h"
#include "support/shared_data.h"
#include "tests/table.h"

namespace {

using radio::itm::Answer;
using radio::itm::Link;
using radio::itm::Variability;
using test::number;
using test::Row;
using test::whole;

Link link_of(const Row& row, const char* n0 = "N_0") {
  return {.tx_height_m = number(row, "h_tx__meter"),
          .rx_height_m = number(row, "h_rx__meter"),
          .frequency_mhz = number(row, "f__mhz"),
          .polarization = whole(row, "pol"),
          .epsilon = number(row, "epsilon"),
          .sigma_s_per_m = number(row, "sigma"),
          .climate = whole(row, "climate"),
          .n0 = number(row, n0)};
}

Variability variability_of(const Row& row) {
  const auto kind = row.find("variability");
  const bool confidence = kind != row.end() ? kind->second == "CR" : !row.contains("time");
  if (confidence)
    return Variability::from_confidence(whole(row, "mdvar"), number(row, "confidence"),
                                        number(row, "reliability"));
  return {whole(row, "mdvar"), number(row, "time"), number(row, "location"), number(row, "situation"), false};
}

Answer point_to_point(const Row& row, const char* n0 = "N_0") {
  const std::vector<double> pfl = test::numbers(row.at("pfl"));
  return radio::itm::point_to_point(link_of(row, n0), {std::span(pfl).subspan(2), pfl[1]},
                                    variability_of(row));
}

Answer area(const Row& row) {
  return radio::itm::area(link_of(row),
                          {.distance_m = number(row, "d__km") * 1000,
                           .delta_h_m = number(row, "delta_h__meter"),
                           .tx_siting = whole(row, "tx_siting_criteria"),
                           .rx_siting = whole(row, "rx_siting_criteria")},
                          variability_of(row));
}

void expect_close(double ours, double published, double tolerance, const char* what, const Row& row) {
  EXPECT_NEAR(ours, published, tolerance) << what << " of row " << (row.contains("id") ? row.at("id") : "?");
}

TEST(ItmVectors, NtiaPointToPointCases) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/ntia_p2p.csv").rows)
    expect_close(point_to_point(row).loss_db, number(row, "A__db"), 0.01, "loss", row);
}

TEST(ItmVectors, NtiaAreaCases) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/ntia_area.csv").rows)
    expect_close(area(row).loss_db, number(row, "A__db"), 0.05, "loss", row);
}

TEST(ItmVectors, NtiaCommandLineExamples) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/ntia_cmd_p2p.csv").rows) {
    const Answer answer = point_to_point(row);
    expect_close(answer.loss_db, number(row, "A__db"), 0.05, "loss", row);
    expect_close(answer.reference.free_space_db, number(row, "A_fs__db"), 0.05, "free space", row);
  }
  for (const Row& row : test::read_table("itm/ntia_cmd_area.csv").rows) {
    const Answer answer = area(row);
    expect_close(answer.loss_db, number(row, "A__db"), 0.05, "loss", row);
    expect_close(answer.reference.free_space_db, number(row, "A_fs__db"), 0.05, "free space", row);
  }
}

TEST(ItmVectors, HuffordsCrystalPalacePath) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/qkpfl_crystal_palace.csv").rows) {
    const Answer answer = point_to_point(row, "N_0_equivalent");
    expect_close(answer.loss_db, number(row, "A__db"), 0.05, "loss", row);
    expect_close(answer.reference.surface_refractivity, 314, 1e-3, "N_s", row);
  }
}

TEST(ItmVectors, SweepOverProfilesWithAllIntermediateValues) {
  SKIP_WITHOUT_SHARED_DATA();
  const test::Table table = test::read_table("itm/gen_p2p.csv");
  EXPECT_FALSE(table.rows.empty());
  for (const Row& row : table.rows) {
    const Answer answer = point_to_point(row);
    const auto& r = answer.reference;
    EXPECT_EQ(answer.rc, whole(row, "rc")) << row.at("id");
    EXPECT_EQ(answer.warnings, static_cast<unsigned>(whole(row, "warnings"))) << row.at("id");
    if (whole(row, "rc") > 1) continue;
    expect_close(answer.loss_db, number(row, "A__db"), 0.001, "loss", row);
    EXPECT_EQ(static_cast<int>(r.mode), whole(row, "mode")) << row.at("id");
    // The table carries nine digits.
    const auto same = [&](double ours, const char* column) {
      expect_close(ours, number(row, column), 1e-8 * std::max(1.0, std::abs(number(row, column))), column,
                   row);
    };
    same(r.horizon_angle_rad[0], "theta_hzn_tx");
    same(r.horizon_angle_rad[1], "theta_hzn_rx");
    same(r.horizon_distance_m[0], "d_hzn_tx__meter");
    same(r.horizon_distance_m[1], "d_hzn_rx__meter");
    same(r.effective_height_m[0], "h_e_tx__meter");
    same(r.effective_height_m[1], "h_e_rx__meter");
    same(r.surface_refractivity, "N_s");
    same(r.delta_h_m, "delta_h__meter");
    same(r.reference_attenuation_db, "A_ref__db");
    same(r.free_space_db, "A_fs__db");
  }
}

TEST(ItmVectors, SweepOverAreas) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/gen_area.csv").rows) {
    const Answer answer = area(row);
    EXPECT_EQ(answer.rc, whole(row, "rc")) << row.at("id");
    EXPECT_EQ(answer.warnings, static_cast<unsigned>(whole(row, "warnings"))) << row.at("id");
    if (whole(row, "rc") > 1) continue;
    EXPECT_EQ(static_cast<int>(answer.reference.mode), whole(row, "mode")) << row.at("id");
    expect_close(answer.loss_db, number(row, "A__db"), 0.001, "loss", row);
    expect_close(answer.reference.free_space_db, number(row, "A_fs__db"), 1e-5, "free space", row);
  }
}

TEST(ItmVectors, ProfilesFromRealTerrain) {
  SKIP_WITHOUT_SHARED_DATA();
  for (const Row& row : test::read_table("itm/profiles_shared_dem.csv").rows) {
    const std::vector<double> heights = test::numbers(row.at("heights_m"));
    const Link link{.tx_height_m = number(row, "tx_h_m"),
                    .rx_height_m = number(row, "rx_h_m"),
                    .frequency_mhz = number(row, "freq_mhz")};
    const radio::Profile profile{heights, number(row, "spacing_m")};
    const Answer answer = radio::itm::point_to_point(link, profile);
    EXPECT_EQ(answer.rc, whole(row, "rc"));
    EXPECT_EQ(answer.warnings, static_cast<unsigned>(whole(row, "warnings")));
    expect_close(answer.loss_db, number(row, "loss_db"), 0.01, "loss", row);
    // Terrain is stored in float; its heights are rounded to the centimetre here, and the loss is the same.
    const std::vector<float> stored(heights.begin(), heights.end());
    EXPECT_NEAR(radio::itm::point_to_point(link, radio::FloatProfile{stored, profile.spacing_m}).loss_db,
                answer.loss_db, 0.01);
  }
}

}  // namespace
