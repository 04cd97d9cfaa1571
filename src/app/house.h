#pragma once
// House: the program put together for one store; members are made in the order in which they need each other.
#include <string>

#include "audit/seal.h"
#include "guide/routes.h"
#include "http/assets.h"
#include "http/changes.h"
#include "http/metrics.h"
#include "http/router.h"
#include "identity/people.h"
#include "identity/sign_in.h"
#include "identity_web/routes.h"
#include "imports/import_desk.h"
#include "imports/territories.h"
#include "imports_web/routes.h"
#include "jobs/queue.h"
#include "jobs_web/routes.h"
#include "maps_web/routes.h"
#include "potential/inventory_desk.h"
#include "potential_web/potential_pages.h"
#include "region/founding.h"
#include "region_web/routes.h"
#include "store.h"
#include "text/catalogue.h"
#include "view/look.h"
#include "view/once.h"
#include "view/site.h"
#include "view/views.h"

namespace app {

struct HouseOptions {
  bool dev = false;    ///< templates are read from src/ at each request
  bool https = false;  ///< the outside address, behind a proxy that speaks TLS
};

struct House {
  House(Store& store, const HouseOptions& options);
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  identity::Actor actor_of(const http::Request& request);
  std::string say(text::Language language, const base::Message& message) const {
    return catalogue.say(language, message);
  }

  Store& store;
  db::Database& database;
  const base::Clock& clock;
  region::Profile profile;
  text::Catalogue catalogue;

  http::Changes changes;
  http::Metrics metrics;
  view::Look look;
  http::Assets assets;
  view::Views views;

  identity::PasswordHasher hasher;
  identity::Sessions sessions;
  identity::SignIn door;
  identity::PeopleDesk people;
  region::AreaBooks areas;
  potential::InventoryDesk inventory;
  imports::Territories territories;
  imports::Datasets datasets;
  imports::ImportDesk imports_desk;
  jobs::Queue queue;

  view::Site site;
  view::Once once;
  identity_web::Context identity_pages;
  potential_web::Context potential_pages;
  region_web::Context region_pages;
  imports_web::Context import_pages;
  maps_web::Context map_pages;
  guide::Context guide_pages;
  jobs_web::Context job_pages;
};

/// Every route of the program; `house` outlives the router.
http::Router routes(House& house);

}  // namespace app
