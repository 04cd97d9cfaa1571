// Long runs as a job queue drives them: told of progress, cancelled, killed, gone on with.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <set>

#include "radio/network.h"
#include "radio/sites.h"
#include "support/temp_dir.h"
#include "tests/hills.h"

namespace {

/// Results in files, as a queue on one machine would keep them.
struct Folder {
  support::TempDir dir;
  std::atomic<int> found{0};

  radio::TaskResults results() {
    return {[this](const std::string& name) -> std::optional<std::string> {
              if (!std::filesystem::exists(dir / name)) return std::nullopt;
              ++found;
              return support::read_file(dir / name);
            },
            [this](const std::string& name, std::string_view bytes) {
              support::write_file(dir / name, std::string(bytes));
            }};
  }
  std::ptrdiff_t kept() const {
    return std::distance(std::filesystem::directory_iterator(dir.path()),
                         std::filesystem::directory_iterator());
  }
};

std::vector<radio::Demand> places() {
  std::vector<radio::Demand> demand;
  for (int i = 0; i < 12; ++i)
    demand.push_back({"d" + std::to_string(i), {0.96 - 0.007 * i, 110.02 + 0.006 * (i % 5)}, 10.0 + i});
  return demand;
}

radio::SiteSearch search_of(const radio::Terrain& terrain) {
  radio::SiteQuestion question;
  question.height_m = 30;
  question.frequency_mhz = 900;
  question.eirp_dbm = 45;
  question.threshold_dbm = -80;
  question.radius_m = 3'000;
  auto search = radio::SiteSearch::prepare(terrain, question, places(), std::vector<bool>(12));
  EXPECT_TRUE(search);
  return std::move(*search);
}

const radio::BuiltTerrain& terrain() {
  static const radio::BuiltTerrain built = test::hills(1, 110, 150);
  return built;
}

void expect_same(const radio::SiteSearch& a, const radio::SiteSearch& b) {
  EXPECT_EQ(a.gains(), b.gains());
  EXPECT_EQ(a.points(), b.points());
  const auto first = a.best(4), second = b.best(4);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].row, second[i].row);
    EXPECT_EQ(first[i].column, second[i].column);
    EXPECT_EQ(first[i].bound, second[i].bound);
    EXPECT_EQ(first[i].serves, second[i].serves);
  }
}

TEST(ResumeDeathTest, ASearchThatWasKilledGoesOnToTheSameBits) {
  radio::SiteSearch whole = search_of(terrain().view());
  ASSERT_TRUE(whole.compute(1, {}));
  Folder folder;
  EXPECT_EXIT(search_of(terrain().view())
                  .compute(
                      2,
                      [](std::int64_t done, std::int64_t) {
                        if (done == 5) std::raise(SIGKILL);
                        return true;
                      },
                      folder.results()),
              testing::KilledBySignal(SIGKILL), "");
  const auto kept = folder.kept();
  EXPECT_GE(kept, 5);
  EXPECT_LT(kept, 12);
  radio::SiteSearch resumed = search_of(terrain().view());
  ASSERT_TRUE(resumed.compute(3, {}, folder.results()));
  EXPECT_EQ(folder.found, kept);
  EXPECT_EQ(folder.kept(), 12);
  expect_same(whole, resumed);
}

radio::Network network_of() {
  radio::Network network(terrain().view(), {}, 3'000);
  for (int i = 0; i < 6; ++i)
    EXPECT_TRUE(network.add({.name = std::to_string(i),
                             .place = {0.96 - 0.012 * i, 110.02 + 0.015 * i},
                             .height_m = 30,
                             .frequency_mhz = 900,
                             .eirp_dbm = 55}));
  return network;
}

TEST(ResumeDeathTest, AMapThatWasKilledGoesOnToTheSameBits) {
  radio::Network whole = network_of();
  ASSERT_TRUE(whole.compute(2, {}));
  Folder folder;
  EXPECT_EXIT(network_of().compute(
                  2,
                  [](std::int64_t done, std::int64_t total) {
                    if (done * 2 > total) std::raise(SIGKILL);
                    return true;
                  },
                  folder.results()),
              testing::KilledBySignal(SIGKILL), "");
  EXPECT_GE(folder.kept(), 2);
  radio::Network resumed = network_of();
  ASSERT_TRUE(resumed.compute(2, {}, folder.results()));
  EXPECT_GE(folder.found, 2);
  const auto a = whole.served(whole.window()), b = resumed.served(resumed.window());
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]), 0);
  EXPECT_EQ(whole.points(), resumed.points());
}

TEST(Resume, AResultThatIsDamagedIsComputedAgain) {
  Folder folder;
  radio::SiteSearch whole = search_of(terrain().view());
  ASSERT_TRUE(whole.compute(2, {}, folder.results()));
  int i = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.dir.path())) {
    std::string bytes = support::read_file(entry.path());
    if (i++ % 2 == 0)
      bytes.resize(bytes.size() / 2);
    else
      bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    support::write_file(entry.path(), bytes);
  }
  radio::SiteSearch again = search_of(terrain().view());
  ASSERT_TRUE(again.compute(2, {}, folder.results()));
  expect_same(whole, again);
}

// A file whose digest is right and whose bits go on behind the last cell, as no run writes it.
TEST(Resume, AResultWithCellsOfNowhereIsComputedAgain) {
  const radio::SiteSearch whole = search_of(terrain().view());
  std::string forged;
  for (std::size_t i = 0; i < whole.demand().size(); ++i) {
    const radio::Reach reach = whole.reach_of(i);
    if (reach.window.cells() % 64 == 0) continue;
    auto bits = reach.bits;
    bits.back() = ~std::uint64_t{0};
    forged = radio::packed_result(reach.window, reach.points,
                                  {reinterpret_cast<const char*>(bits.data()), bits.size() * sizeof bits[0]});
    break;
  }
  ASSERT_FALSE(forged.empty());
  radio::SiteSearch plain = search_of(terrain().view()), again = search_of(terrain().view());
  ASSERT_TRUE(plain.compute(1, {}));
  ASSERT_TRUE(again.compute(1, {},
                            {[&](const std::string&) -> std::optional<std::string> { return forged; },
                             [](const std::string&, std::string_view) {}}));
  expect_same(plain, again);
}

TEST(Resume, AnotherQuestionNeverFindsTheResult) {
  const radio::Tower tower{
      .name = "A", .place = {0.9, 110.1}, .height_m = 30, .frequency_mhz = 900, .eirp_dbm = 55};
  const base::Sha256 digest = radio::digest_of(terrain().view());
  std::set<std::string> names{radio::task_name(digest, tower, {}, 3'000)};
  const auto differs = [&](const radio::Tower& other, const radio::PathModel& model, double radius_m) {
    return names.insert(radio::task_name(digest, other, model, radius_m)).second;
  };
  radio::Tower other = tower;
  other.name = "renamed";
  EXPECT_FALSE(differs(other, {}, 3'000));
  other.height_m = 31;
  EXPECT_TRUE(differs(other, {}, 3'000));
  other = tower;
  other.antenna = {radio::Sector{}, 0, 0};
  EXPECT_TRUE(differs(other, {}, 3'000));
  other.antenna.azimuth_deg = 10;
  EXPECT_TRUE(differs(other, {}, 3'000));
  radio::PathModel model;
  model.variability.time_percent = 90;
  EXPECT_TRUE(differs(tower, model, 3'000));
  EXPECT_TRUE(differs(tower, {}, 3'001));
  const auto elsewhere = radio::digest_of(test::hills(1, 110, 151).view());
  EXPECT_TRUE(names.insert(radio::task_name(elsewhere, tower, {}, 3'000)).second);
}

TEST(Resume, ProgressCountsUpAndACancelledRunKeepsWhatIsDone) {
  radio::SiteSearch search = search_of(terrain().view());
  std::int64_t last = 0;
  EXPECT_FALSE(search.compute(2, [&](std::int64_t done, std::int64_t total) {
    EXPECT_EQ(done, last + 1);
    EXPECT_EQ(total, 12);
    last = done;
    return done < 4;
  }));
  EXPECT_LE(last, 5);  // the other thread may have been within its task
  std::int64_t left = 0;
  EXPECT_TRUE(search.compute(2, [&](std::int64_t, std::int64_t total) {
    left = total;
    return true;
  }));
  EXPECT_EQ(left, 12 - last);
}

}  // namespace
