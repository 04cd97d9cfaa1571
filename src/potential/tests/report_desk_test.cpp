#include "potential/report_desk.h"

#include <gtest/gtest.h>

#include "inventory.h"

namespace potential_test {
namespace {

class ReportDeskTest : public Inventory {
 protected:
  base::Result<ReportId> send(const Object& object, const std::string& network = "10.0.0.0/24",
                              base::Instant at = kNow) {
    const base::Json values = base::Json::object({{"subject", "place"}, {"message", "Titiknya di sungai."}});
    return write([&](db::Transaction& tx) { return send_report(tx, object, values, {network, "id"}, at); });
  }
  std::size_t seen_by(const identity::Actor& actor) {
    return read([&](db::Reader& reader) { return list_reports(reader, actor, {}).items.size(); });
  }
};

TEST_P(ReportDeskTest, ReachesTheOwnerOfficeOnly) {
  ASSERT_TRUE(send(publish(waterfall())));
  EXPECT_EQ(seen_by(officer), 1u);
  EXPECT_EQ(seen_by(trader), 0u);
  EXPECT_EQ(seen_by(identity::Actor::nobody()), 0u);
}

TEST_P(ReportDeskTest, RefusesEmptyAnswersAllAtOnce) {
  const Object object = publish(waterfall());
  const auto refused = write([&](db::Transaction& tx) {
    return send_report(tx, object, base::Json::object(), {"10.0.0.0/24", "id"}, kNow);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 2u);
}

TEST_P(ReportDeskTest, OneNetworkCannotFloodAnOffice) {
  const Object object = publish(waterfall());
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(send(object));
  EXPECT_EQ(send(object).error().code, base::ErrorCode::kTooMany);
  EXPECT_TRUE(send(object, "10.0.1.0/24"));
  EXPECT_TRUE(send(object, "10.0.0.0/24", {kNow.ms + 3'600'001}));
}

TEST_P(ReportDeskTest, IsAnsweredOnce) {
  const ReportId id = *send(publish(waterfall()));
  const auto answer = [&](const identity::Actor& actor, std::string_view text) {
    return write([&](db::Transaction& tx) { return answer_report(tx, actor, id, text, kNow); });
  };
  EXPECT_EQ(answer(trader, "Sudah.").error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(answer(officer, " ").error().code, base::ErrorCode::kInvalid);
  EXPECT_TRUE(answer(officer, "Sudah diperbaiki."));
  EXPECT_EQ(answer(verifier, "Sudah.").error().code, base::ErrorCode::kChanged);
  EXPECT_EQ(seen_by(officer), 0u);
}

ON_BOTH_DATABASES(ReportDeskTest);

}  // namespace
}  // namespace potential_test
