#pragma once
// Pages of the regency: its areas for everybody, its offices and lists for those who keep them.
#include <functional>
#include <string_view>

#include "base/json.h"
#include "db/database.h"
#include "http/changes.h"
#include "http/router.h"
#include "identity/actor.h"
#include "region/area_book.h"
#include "view/once.h"
#include "view/site.h"

namespace region_web {

/// What the pages need; everything in it outlives the routes.
struct Context {
  db::Database& database;
  region::AreaBooks& books;
  const view::Site& site;
  const view::Once& once;
  http::Changes& changes;  ///< topic "region"
  std::function<identity::Actor(const http::Request&)> actor_of;
  /// What the inventory shows in an area: {"places": […] for view/places, "total", "all": path}; may be
  /// absent.
  std::function<base::Json(db::Reader&, text::Language, std::string_view area_code)> content_of_area = {};
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

/// "/wilayah/limun/napal-melintang"; empty for an area that has no page.
std::string path_of(const region::AreaBook& book, const region::Area& area);

}  // namespace region_web
