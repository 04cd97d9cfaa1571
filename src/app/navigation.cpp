#include "navigation.h"

#include "house.h"
#include "identity_web/session.h"
#include "region/office.h"

namespace app {

namespace {

using identity::Permission;

struct WorkLink {
  const char* label;
  const char* path;
  Permission permission;
};

constexpr WorkLink kWorkLinks[] = {
    {"app.nav_inventory", "/kerja/potensi", Permission::kSeeInventory},
    {"app.nav_verification", "/kerja/verifikasi", Permission::kVerifyInventory},
    {"app.nav_reports", "/kerja/laporan", Permission::kAnswerReports},
    {"app.nav_imports", "/kerja/impor", Permission::kImportInventory},
    {"app.nav_map", "/kerja/peta", Permission::kSeeInventory},
    {"app.nav_people", "/kerja/akun", Permission::kManageUsers},
    {"app.nav_offices", "/kerja/kantor", Permission::kManageOffices},
    {"app.nav_jobs", "/kerja/pekerjaan", Permission::kManageJobs},
};

std::string office_of(House& house, const identity::Actor& actor) {
  for (const identity::Grant& grant : actor.grants)
    if (grant.office) {
      const auto office =
          house.database.read([&](db::Reader& reader) { return region::find_office(reader, *grant.office); });
      if (office) return office->name;
    }
  return {};
}

}  // namespace

std::vector<view::Link> public_links() {
  return {
      {"guide.help", "/bantuan"},      {"app.nav_all", "/potensi"},           {"app.nav_areas", "/wilayah"},
      {"app.nav_public_map", "/peta"}, {"app.nav_data", "/data/potensi.csv"}, {"guide.privacy", "/privasi"}};
}

std::optional<view::Visitor> visitor_of(House& house, const http::Request& request) {
  const identity::Actor actor = house.actor_of(request);
  auto visitor = identity_web::visitor_of(actor);
  if (!visitor) return std::nullopt;
  visitor->office = office_of(house, actor);
  for (const WorkLink& link : kWorkLinks)
    if (actor.may(link.permission)) visitor->nav.push_back({link.label, link.path});
  visitor->home = visitor->nav.empty() ? "/akun" : visitor->nav.front().path;
  return visitor;
}

}  // namespace app
