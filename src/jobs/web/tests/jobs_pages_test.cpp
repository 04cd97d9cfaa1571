#include <gmock/gmock.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/forms.h"
#include "embedded/http.h"
#include "embedded/identity.h"
#include "embedded/jobs.h"
#include "embedded/jobs_web.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "jobs/job.h"
#include "jobs/queue.h"
#include "jobs_web/routes.h"
#include "support/databases.h"
#include "support/pages.h"

namespace {

using testing::HasSubstr;
using testing::Not;

class JobsPagesTest : public support::DatabaseTest {
 protected:
  JobsPagesTest() {
    const db::ModuleMigrations modules[] = {
        {"jobs", embedded::jobs()}, {"audit", embedded::audit()}, {"view", embedded::view()}};
    db::migrate(database(), modules, {1});
    actor_.person = identity::PersonId::make({1});
    actor_.grants = {{.role = identity::Role::kAdmin, .from = {2020, 1, 1}}};
    jobs_web::add_routes(router_, context_);
    queue_.handle("imports.read", [](jobs::Run&) -> base::Result<base::Json> {
      return base::fail(base::ErrorCode::kInvalid, {"jobs.ended", {}});
    });
  }

  jobs::JobId park(const std::string& kind) {
    const auto id = database().write([&](db::Transaction& tx) { return jobs::enqueue(tx, {kind}, {1}); });
    EXPECT_TRUE(queue_.run_one());
    return id;
  }
  http::Response send(http::Method method, const std::string& path, http::Pairs fields = {}) {
    auto request = support::request(method, path, clock_.now());
    request.posted.fields = std::move(fields);
    return support::answer(router_, std::move(request));
  }
  std::string page() { return std::get<std::string>(send(http::Method::kGet, "/kerja/pekerjaan").body); }
  std::string state_of(const jobs::JobId& id) {
    return database().read([&](db::Reader& reader) { return jobs::find(reader, id)->state; });
  }

  base::FixedClock clock_{{1'790'000'000'000}};
  identity::Actor actor_;
  jobs::Queue queue_{database(), clock_};
  const base::EmbeddedFiles texts_[7] = {embedded::identity(), embedded::text(), embedded::forms(),
                                         embedded::view(),     embedded::http(), embedded::jobs(),
                                         embedded::jobs_web()};
  text::Catalogue catalogue_{texts_};
  view::Look look_;
  view::Views views_{{{"view", embedded::view()}, {"jobs", embedded::jobs_web()}}, catalogue_};
  view::Site site_{support::serambi(), views_, look_};
  view::Once once_{database(), site_};
  jobs_web::Context context_{database(), site_, once_, [this](const http::Request&) { return actor_; }, {}};
  http::Router router_;
};
ON_BOTH_DATABASES(JobsPagesTest);

TEST_P(JobsPagesTest, AStoppedJobIsListedWithItsReasonInWords) {
  EXPECT_THAT(page(), HasSubstr("Tidak ada yang berhenti."));
  park("imports.read");
  EXPECT_THAT(page(), HasSubstr("Membaca berkas impor"));
  EXPECT_THAT(page(), HasSubstr("Pekerjaan ini sudah selesai."));
  park("unknown.kind");
  EXPECT_THAT(page(), HasSubstr("nobody handles the kind unknown.kind"));
}

TEST_P(JobsPagesTest, AJobIsStartedAgainOrLetGo) {
  const auto again = park("imports.read"), never = park("imports.read");
  EXPECT_EQ(send(http::Method::kPost, "/kerja/pekerjaan/" + again.text(), {{"do", "ulang"}}).status, 303);
  EXPECT_EQ(send(http::Method::kPost, "/kerja/pekerjaan/" + never.text(), {{"do", "lepas"}}).status, 303);
  EXPECT_EQ(state_of(again), jobs::kWaiting);
  EXPECT_EQ(state_of(never), jobs::kCancelled);
  EXPECT_EQ(send(http::Method::kPost, "/kerja/pekerjaan/" + never.text(), {{"do", "ulang"}}).status,
            http::status_of(base::ErrorCode::kChanged));
}

TEST_P(JobsPagesTest, OnlyAdminsSeeThem) {
  const auto job = park("imports.read");
  actor_.grants.front().role = identity::Role::kOfficer;
  EXPECT_EQ(send(http::Method::kGet, "/kerja/pekerjaan").status, 403);
  EXPECT_EQ(send(http::Method::kPost, "/kerja/pekerjaan/" + job.text(), {{"do", "lepas"}}).status, 403);
  EXPECT_EQ(state_of(job), jobs::kParked);
}

}  // namespace
