#include <gtest/gtest.h>

#include "wells.h"

namespace {

using db::Violation;

const db::Sql kInsert{"INSERT INTO wells (id, depth_m, dug_at, dry, village) VALUES ($1, $2, $3, $4, $5)"};
const db::Sql kVillage{"INSERT INTO villages (code) VALUES ($1)"};

class ViolationsTest : public wells::Test {
 protected:
  ViolationsTest() {
    database().write([](db::Transaction& tx) {
      tx.execute(kVillage, "15.03");
      tx.execute(kInsert, "a", 1.0, base::Instant{1}, false, "15.03");
    });
  }
};
ON_BOTH_DATABASES(ViolationsTest);

TEST_P(ViolationsTest, EachKindIsToldApartAndTheTransactionGoesOn) {
  database().write([](db::Transaction& tx) {
    const auto insert = [&](const char* id, double depth_m, std::optional<base::Instant> dug_at,
                            const char* village) {
      return tx.try_execute(kInsert, id, depth_m, dug_at, false, village);
    };
    const auto expect = [](const auto& answer, Violation violation, const std::string& constraint) {
      ASSERT_FALSE(answer);
      EXPECT_EQ(answer.error().violation, violation);
      EXPECT_EQ(answer.error().constraint, constraint);
    };
    expect(insert("a", 1, base::Instant{9}, "15.03"), Violation::kUnique, "wells.id");
    expect(insert("b", 1, base::Instant{1}, "15.03"), Violation::kUnique, "wells.village, wells.dug_at");
    expect(insert("b", 1, base::Instant{2}, "99.99"), Violation::kForeignKey, "");
    expect(insert("b", 2000, base::Instant{2}, "15.03"), Violation::kCheck, "wells_depth");
    expect(insert("b", 1, std::nullopt, "15.03"), Violation::kNotNull, "wells.dug_at");
    EXPECT_EQ(insert("b", 1, base::Instant{2}, "15.03"), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(ViolationsTest, OneThatNobodyExpectedIsABug) {
  const auto twice = [](db::Transaction& tx) {
    tx.execute(kInsert, "a", 1.0, base::Instant{9}, false, "15.03");
  };
  EXPECT_THROW(database().write(twice), std::logic_error);
  EXPECT_EQ(count(), 1);
}

}  // namespace
