#include "change_watch.h"

#include <gtest/gtest.h>

#include "audit/audit.h"
#include "audit/seal.h"
#include "db/migrate.h"
#include "modules.h"
#include "support/databases.h"

namespace app {
namespace {

class ChangeWatchTest : public support::DatabaseTest {
 protected:
  ChangeWatchTest() { db::migrate(database(), migrations(), {1}); }

  void happens(const std::string& action) {
    database().write(
        [&](db::Transaction& tx) { audit::record(tx, {.who = {}, .action = action, .subject = "x"}, {1}); });
    audit::seal_pending(database());
  }
};
ON_BOTH_DATABASES(ChangeWatchTest);

using Topics = std::vector<std::string>;

TEST_P(ChangeWatchTest, TellsEachTopicOnceAndOnlyOnce) {
  happens("region.areas_imported");
  ChangeWatch watch(database());
  EXPECT_EQ(watch.look(), Topics{});
  happens("region.offices_imported");
  happens("region.observations_imported");
  EXPECT_EQ(watch.look(), Topics{"region"});
  EXPECT_EQ(watch.look(), Topics{});
}

TEST_P(ChangeWatchTest, IsSilentAboutWhatThePublicDoesNotSee) {
  ChangeWatch watch(database());
  happens("potential.edit");
  happens("identity.signed_in");
  EXPECT_EQ(watch.look(), Topics{});
  happens("potential.publish");
  EXPECT_EQ(watch.look(), Topics{"potential"});
}

}  // namespace
}  // namespace app
