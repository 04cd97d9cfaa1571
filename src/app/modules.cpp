#include "modules.h"

#include "embedded/app.h"
#include "embedded/audit.h"
#include "embedded/backup.h"
#include "embedded/files.h"
#include "embedded/forms.h"
#include "embedded/geo.h"
#include "embedded/guide.h"
#include "embedded/http.h"
#include "embedded/identity.h"
#include "embedded/identity_web.h"
#include "embedded/imports.h"
#include "embedded/imports_web.h"
#include "embedded/jobs.h"
#include "embedded/jobs_web.h"
#include "embedded/maps_web.h"
#include "embedded/potential.h"
#include "embedded/potential_web.h"
#include "embedded/radio.h"
#include "embedded/region.h"
#include "embedded/region_web.h"
#include "embedded/text.h"
#include "embedded/view.h"

namespace app {

std::span<const db::ModuleMigrations> migrations() {
  static const db::ModuleMigrations all[] = {
      {"audit", embedded::audit()},   {"files", embedded::files()},     {"jobs", embedded::jobs()},
      {"backup", embedded::backup()}, {"view", embedded::view()},       {"identity", embedded::identity()},
      {"region", embedded::region()}, {"imports", embedded::imports()}, {"potential", embedded::potential()},
  };
  return all;
}

std::vector<base::EmbeddedFiles> sentences() {
  return {embedded::guide(),        embedded::app(),      embedded::backup(),      embedded::files(),
          embedded::forms(),        embedded::geo(),      embedded::http(),        embedded::identity(),
          embedded::identity_web(), embedded::imports(),  embedded::imports_web(), embedded::jobs(),
          embedded::jobs_web(),     embedded::maps_web(), embedded::potential(),   embedded::potential_web(),
          embedded::radio(),        embedded::region(),   embedded::region_web(),  embedded::text(),
          embedded::view()};
}

std::vector<view::ViewSource> templates() {
  return {
      {"view", embedded::view()},
      {"identity", embedded::identity_web()},
      {"region", embedded::region_web()},
      {"imports", embedded::imports_web()},
      {"potential", embedded::potential_web()},
      {"maps", embedded::maps_web()},
      {"guide", embedded::guide()},
      {"jobs", embedded::jobs_web()},
  };
}

}  // namespace app
