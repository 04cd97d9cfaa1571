#pragma once
// The page of work that stopped: why, and whether to start it again or let it go.
#include <functional>

#include "db/database.h"
#include "http/router.h"
#include "identity/actor.h"
#include "view/once.h"
#include "view/site.h"

namespace jobs_web {

/// What the page needs; everything in it outlives the routes.
struct Context {
  db::Database& database;
  const view::Site& site;
  const view::Once& once;
  std::function<identity::Actor(const http::Request&)> actor_of;
  std::function<void()> wake;  ///< tells the queue that there is work
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

}  // namespace jobs_web
