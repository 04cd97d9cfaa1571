#include "files/store.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "db/migrate.h"
#include "db/prepare_all.h"
#include "embedded/files.h"
#include "support/databases.h"

namespace {

using files::Digest;
namespace fs = std::filesystem;

constexpr std::int64_t kHourMs = 3'600'000;
// FIPS 180-2, appendix B.1: the digest of "abc".
const Digest kAbc{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};

class StoreTest : public support::DatabaseTest {
 protected:
  StoreTest() : clock({now_ms()}) {
    const db::ModuleMigrations modules[] = {{"files", embedded::files()}};
    db::migrate(database(), modules, {1});
  }
  static std::int64_t now_ms() { return base::system_clock().now().ms; }
  files::Store store(files::Options options = {}) {
    return {dir() / "files", database(), clock, std::move(options)};
  }
  Digest put(const std::string& text) { return store().put(base::source_of(text)).value().digest; }
  base::Result<bool> refer(const Digest& digest, const std::string& owner) {
    return database().write([&](db::Transaction& tx) { return files::refer(tx, digest, owner); });
  }
  int count_files() {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(dir() / "files"))
      if (entry.is_regular_file() && entry.path().filename() != "lock") ++count;
    return count;
  }
  void later(std::int64_t ms) { clock.set({clock.now().ms + ms}); }

  base::FixedClock clock;
};
ON_BOTH_DATABASES(StoreTest);

TEST_P(StoreTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(StoreTest, ContentIsFoundByItsSha256) {
  EXPECT_EQ(put("abc"), kAbc);
  EXPECT_EQ(support::read_file(store().find(kAbc).value()), "abc");
  EXPECT_EQ(store().find({std::string(64, '0')}).error().code, base::ErrorCode::kNotFound);
}

TEST_P(StoreTest, TheSameContentIsKeptOnce) {
  put("abc");
  put("abc");
  EXPECT_EQ(count_files(), 1);
}

TEST_P(StoreTest, ContentOverTheLimitLeavesNothing) {
  const auto refused = store({.max_bytes = 2}).put(base::source_of("abc"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::kTooLarge);
  EXPECT_EQ(count_files(), 0);
}

TEST_P(StoreTest, WhatNothingRefersToIsSweptAfterTheGracePeriod) {
  put("abc");
  later(23 * kHourMs);
  EXPECT_EQ(store().sweep().contents, 0);
  later(2 * kHourMs);
  EXPECT_EQ(store().sweep().contents, 1);
  EXPECT_EQ(count_files(), 0);
  EXPECT_EQ(refer(kAbc, "photo/1").error().message.key, "files.expired");
}

TEST_P(StoreTest, WhatIsReferredToStays) {
  put("abc");
  EXPECT_TRUE(refer(kAbc, "photo/1"));
  EXPECT_TRUE(refer(kAbc, "photo/2"));
  later(100 * kHourMs);
  database().write([&](db::Transaction& tx) { files::release(tx, kAbc, "photo/1"); });
  EXPECT_EQ(store().sweep().contents, 0);
  database().write([&](db::Transaction& tx) { files::release_all(tx, "photo/2"); });
  EXPECT_EQ(store().sweep().contents, 1);
}

TEST_P(StoreTest, PuttingAgainRenewsTheGracePeriod) {
  put("abc");
  later(25 * kHourMs);
  put("abc");
  EXPECT_EQ(store().sweep().contents, 0);
  EXPECT_TRUE(refer(kAbc, "photo/1"));
}

TEST_P(StoreTest, LeftoversOfAnInterruptedUploadAreSwept) {
  store();
  support::write_file(dir() / "files/incoming/half", "ab");
  support::write_file(dir() / ("files/contents/ba/" + kAbc.text), "abc");
  EXPECT_EQ(store().sweep().leftovers, 0);
  later(25 * kHourMs);
  EXPECT_EQ(store().sweep().leftovers, 2);
  EXPECT_EQ(count_files(), 0);
}

// Uploads whose grace period is over at once, beside sweeps without a pause: each reference that was granted
// keeps its content.
TEST_P(StoreTest, NoSweepTakesWhatAnUploadBesideItRefersTo) {
  const files::Options options{.grace_ms = -1};
  std::atomic<bool> stop = false;
  std::jthread sweeper([&] {
    while (!stop) store(options).sweep();
  });
  std::vector<std::jthread> clients;
  for (int c = 0; c < 4; ++c)
    clients.emplace_back([&, c] {
      for (int i = 0; i < 15; ++i) {
        const std::string text = "content " + std::to_string(i % 5);
        const std::string owner = "photo/" + std::to_string(c);
        const Digest digest = store(options).put(base::source_of(text)).value().digest;
        if (!refer(digest, owner)) continue;  // swept meanwhile: told so
        EXPECT_EQ(support::read_file(store(options).find(digest).value()), text);
        database().write([&](db::Transaction& tx) { files::release(tx, digest, owner); });
      }
    });
  clients.clear();
  stop = true;
}

TEST_P(StoreTest, VerifyNamesMissingAndAlteredContents) {
  const Digest a = put("first"), b = put("second"), c = put("third");
  for (const Digest& digest : {a, b, c}) ASSERT_TRUE(refer(digest, "photo/1"));
  support::write_file(store().find(a).value(), "First");
  fs::remove(store().find(b).value());
  std::map<std::string, std::string> damage;
  EXPECT_EQ(store().verify([&](const files::Store::Damage& d) { damage[d.digest.text] = d.reason; }), 3);
  EXPECT_EQ(damage, (std::map<std::string, std::string>{{a.text, "the content was altered"},
                                                        {b.text, "the file is missing"}}));
}

TEST_P(StoreTest, AFailureAtEachStepLeavesNothingHalfDone) {
  for (const auto point :
       {files::Point::kOpen, files::Point::kWrite, files::Point::kSync, files::Point::kRename}) {
    const files::Options failing{.fault = [point](files::Point at) {
      if (at == point) throw db::DiskFull("full");
    }};
    EXPECT_THROW(store(failing).put(base::source_of("abc")), db::DiskFull);
    EXPECT_EQ(count_files(), 0);
    EXPECT_FALSE(store().find(kAbc));
  }
  EXPECT_EQ(put("abc"), kAbc);
  EXPECT_TRUE(store().find(kAbc));
}

TEST_P(StoreTest, AnInterruptedSweepIsFinishedByTheNext) {
  put("abc");
  later(25 * kHourMs);
  const files::Options failing{.fault = [](files::Point at) {
    if (at == files::Point::kUnlink) throw base::Failure("disk");
  }};
  EXPECT_THROW(store(failing).sweep(), base::Failure);
  EXPECT_EQ(count_files(), 1);
  EXPECT_EQ(store().sweep().leftovers, 1);
  EXPECT_EQ(count_files(), 0);
}

// The kernel refuses to let any file of this process grow over the limit, as a full disk does.
TEST_P(StoreTest, AFullDiskIsToldAndLeavesNothing) {
  store();
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{1 << 20, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(store().put(base::source_of(std::string(3 << 20, 'x'))), db::DiskFull);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(count_files(), 0);
}

}  // namespace
