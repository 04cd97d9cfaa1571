#include "backup/doctor.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "audit/audit.h"
#include "audit/seal.h"
#include "embedded/audit.h"
#include "embedded/backup.h"
#include "embedded/jobs.h"
#include "jobs/job.h"
#include "support/databases.h"

namespace {

constexpr base::Instant kNow{1'800'000'000'000};

class DoctorTest : public support::DatabaseTest {
 protected:
  DoctorTest() { db::migrate(database(), modules(), kNow); }
  static std::vector<db::ModuleMigrations> modules() {
    return {{"jobs", embedded::jobs()}, {"audit", embedded::audit()}, {"backup", embedded::backup()}};
  }
  std::vector<std::string> findings(const std::vector<db::ModuleMigrations>& known = modules()) {
    std::vector<std::string> keys;
    for (const auto& finding : backup::examine_database(database(), known, base::FixedClock(kNow)))
      // The cluster of the tests runs without fsync on purpose.
      if (finding.what.key != "backup.unsafe_setting") keys.push_back(finding.what.key.substr(7));
    return keys;
  }
  void script(const std::string& sql) {
    database().write([&](db::Transaction& tx) { tx.script(sql); });
  }
};
ON_BOTH_DATABASES(DoctorTest);

using Keys = std::vector<std::string>;

TEST_P(DoctorTest, AWellKeptStoreHasNoFinding) {
  EXPECT_EQ(findings(), Keys{"never_backed_up"});
  script("INSERT INTO backups (id, taken_at, size_bytes) VALUES ('a', 1799999999999, 1)");
  EXPECT_EQ(findings(), Keys{});
}

TEST_P(DoctorTest, AnOldBackupIsTold) {
  script("INSERT INTO backups (id, taken_at, size_bytes) VALUES ('a', 1799300000000, 1)");
  EXPECT_EQ(findings(), Keys{"backup_old"});
}

TEST_P(DoctorTest, MigrationsThatAreMissingOrUnknownAreTold) {
  auto more = modules();
  constexpr base::EmbeddedFile kFiles[] = {{"sql/0001_a.sql", "CREATE TABLE a (i TEXT);"}};
  more.push_back({"more", kFiles});
  EXPECT_EQ(findings(more), Keys{"store_older"});
  db::migrate(database(), more, kNow);
  EXPECT_EQ(findings().front(), "store_newer");
}

TEST_P(DoctorTest, ParkedJobsAndAStandingSealerAreTold) {
  database().write([&](db::Transaction& tx) {
    jobs::enqueue(tx, {.kind = "x"}, kNow);
    audit::record(tx, {.who = {}, .action = "a", .subject = "b/1"}, {kNow.ms - 600'000});
  });
  script(
      "UPDATE jobs SET state = 'parked'; INSERT INTO backups (id, taken_at, size_bytes) VALUES ('a', "
      "1800000000000, 1)");
  EXPECT_EQ(findings(), (Keys{"jobs_parked", "audit_unsealed"}));
  audit::seal_pending(database());
  EXPECT_EQ(findings(), Keys{"jobs_parked"});
}

TEST_P(DoctorTest, AClockThatFellBehindIsTold) {
  database().write([&](db::Transaction& tx) {
    audit::record(tx, {.who = {}, .action = "a", .subject = "b/1"}, {kNow.ms + 3'600'000});
  });
  EXPECT_EQ(findings().front(), "clock_behind");
}

TEST(DoctorFolder, AMissingOrOpenFolderIsTold) {
  const auto has = [](const std::filesystem::path& folder, const std::string& key) {
    const auto found = backup::examine_folder(folder);
    return std::ranges::any_of(found, [&](const auto& f) { return f.what.key == "backup." + key; });
  };
  const support::TempDir dir;
  EXPECT_TRUE(has(dir / "none", "no_folder"));
  chmod(dir.path().c_str(), 0755);
  EXPECT_TRUE(has(dir.path(), "folder_open_to_all"));
  chmod(dir.path().c_str(), 0700);
  EXPECT_FALSE(has(dir.path(), "folder_open_to_all"));
}

}  // namespace
