#include "audit/audit.h"

#include <gtest/gtest.h>

#include "audit/seal.h"
#include "db/migrate.h"
#include "db/prepare_all.h"
#include "embedded/audit.h"
#include "support/databases.h"

namespace {

class AuditTest : public support::DatabaseTest {
 protected:
  AuditTest() {
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}};
    db::migrate(database(), modules, {1});
  }
  void record(const std::string& subject, std::int64_t at_ms, const std::string& person_id = "p1") {
    database().write([&](db::Transaction& tx) {
      audit::record(tx,
                    {.who = {.person_id = person_id, .name = "Siti", .network = "10.0.0.0/24"},
                     .action = "potential.renamed",
                     .subject = subject,
                     .before = base::Json::object({{"name", "Goa Tiangko"}}),
                     .after = base::Json::object({{"name", "Goa Calau Petak"}}),
                     .why = "salah ketik"},
                    {at_ms});
    });
  }
  void script(const std::string& sql) {
    database().write([&](db::Transaction& tx) { tx.script(sql); });
  }
  audit::Verdict verify() {
    return database().read([](db::Reader& reader) { return audit::verify(reader); });
  }
  int seal(int limit = 500) { return audit::seal_pending(database(), limit); }
};
ON_BOTH_DATABASES(AuditTest);

TEST_P(AuditTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(AuditTest, WhatWasRecordedIsToldAgain) {
  record("object/1", 5);
  record("object/2", 6);
  const auto entries =
      database().read([](db::Reader& reader) { return audit::of_subject(reader, "object/1"); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].at.ms, 5);
  EXPECT_EQ(entries[0].person_name, "Siti");
  EXPECT_EQ(entries[0].before_json.at("name").as_string(), "Goa Tiangko");
  EXPECT_EQ(entries[0].after_json.at("name").as_string(), "Goa Calau Petak");
  EXPECT_EQ(entries[0].why, "salah ketik");
}

TEST_P(AuditTest, AnEntryOfAnUndoneChangeIsUndoneToo) {
  const auto refused = database().write([&](db::Transaction& tx) -> base::Result<int> {
    audit::record(tx, {.who = {}, .action = "a", .subject = "object/1"}, {1});
    return base::fail(base::ErrorCode::kInvalid, {"x", {}});
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(verify().unsealed, 0);
}

TEST_P(AuditTest, LatestComesInPagesWithoutAGap) {
  for (int i = 0; i < 5; ++i) record("object/" + std::to_string(i), 10 + i / 2, i == 4 ? "p2" : "p1");
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page =
        database().read([&](db::Reader& r) { return audit::latest(r, std::nullopt, cursor, 2); });
    for (const auto& e : page.items) seen.push_back(e.subject);
    cursor = page.next;
  } while (!cursor.empty());
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_EQ(seen.front(), "object/4");
  EXPECT_EQ(database().read([&](db::Reader& r) { return audit::latest(r, "p2", "", 9); }).items.size(), 1u);
}

TEST_P(AuditTest, VerifyNamesAnUnsealedTail) {
  for (int i = 0; i < 5; ++i) record("object/1", i);
  EXPECT_EQ(seal(3), 3);
  EXPECT_EQ(verify().sealed, 3);
  EXPECT_EQ(verify().unsealed, 2);
  EXPECT_EQ(seal(), 2);
  EXPECT_EQ(seal(), 0);
  EXPECT_EQ(verify().sealed, 5);
  EXPECT_EQ(verify().unsealed, 0);
  EXPECT_FALSE(verify().broken);
}

TEST_P(AuditTest, TheChainHoldsWhenTheClockGoesBack) {
  record("object/1", 5'000);
  EXPECT_EQ(seal(), 1);
  record("object/2", 1'000);
  record("object/3", 9'000);
  EXPECT_EQ(seal(), 2);
  EXPECT_FALSE(verify().broken);
  EXPECT_EQ(verify().sealed, 3);
}

TEST_P(AuditTest, VerifyNamesTheFirstEntryThatWasChanged) {
  for (int i = 0; i < 5; ++i) record("object/1", i);
  seal();
  script("UPDATE audit_entries SET why = 'lain' WHERE position >= 3");
  ASSERT_TRUE(verify().broken);
  EXPECT_EQ(verify().broken->position, 3);
  EXPECT_EQ(verify().sealed, 2);
}

TEST_P(AuditTest, VerifyNoticesARemovedEntry) {
  for (int i = 0; i < 5; ++i) record("object/1", i);
  seal();
  script("DELETE FROM audit_entries WHERE position = 2");
  ASSERT_TRUE(verify().broken);
  EXPECT_EQ(verify().broken->position, 2);
}

TEST_P(AuditTest, VerifyNoticesARemovedEnd) {
  for (int i = 0; i < 5; ++i) record("object/1", i);
  seal();
  script("DELETE FROM audit_entries WHERE position >= 4");
  ASSERT_TRUE(verify().broken);
  EXPECT_EQ(verify().broken->position, 4);
}

TEST_P(AuditTest, TheSealerSealsEverythingBeforeItStops) {
  {
    audit::Sealer sealer(database());
    for (int i = 0; i < 20; ++i) record("object/1", i);
  }
  EXPECT_EQ(verify().sealed, 20);
  EXPECT_FALSE(verify().broken);
}

}  // namespace
