#pragma once
// The maps: one for everybody, one for the offices, and the vector tiles that both and others read.
#include <functional>

#include "db/database.h"
#include "http/changes.h"
#include "http/router.h"
#include "identity/actor.h"
#include "potential/inventory_desk.h"
#include "view/site.h"

namespace maps_web {

/// What the pages need; everything in it outlives the routes.
struct Context {
  db::Database& database;
  const potential::InventoryDesk& desk;
  const view::Site& site;
  http::Changes& changes;  ///< topics "region" and "potential" make new tiles
  std::function<identity::Actor(const http::Request&)> actor_of;
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

}  // namespace maps_web
