#pragma once
// What every reader may ask about the site itself: help, and what is kept of them.
#include "db/database.h"
#include "http/router.h"
#include "view/site.h"

namespace guide {

/// Everything in it outlives the routes.
struct Context {
  db::Database& database;
  const view::Site& site;
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

}  // namespace guide
