#pragma once
// The pages of the inventory: for everybody, and for the offices.
#include <functional>
#include <string_view>

#include "base/json.h"
#include "db/database.h"
#include "files/store.h"
#include "http/changes.h"
#include "http/router.h"
#include "identity/actor.h"
#include "potential/inventory_desk.h"
#include "text/language.h"
#include "view/once.h"
#include "view/site.h"

namespace potential_web {

/// What the pages need; everything in it outlives the routes.
struct Context {
  db::Database& database;
  const potential::InventoryDesk& desk;
  files::Store& files;
  const view::Site& site;
  const view::Once& once;
  http::Changes& changes;  ///< topic "potential" tells that the public sees something new
  std::function<identity::Actor(const http::Request&)> actor_of;
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

/// What the public sees in a village or district, for its page: {"places": […] for view/places, "total",
/// "all"}.
base::Json content_of_area(const Context& context, db::Reader& reader, text::Language language,
                           std::string_view area_code);

}  // namespace potential_web
