#pragma once
// Pages of accounts: signing in and out, one's own account, and the admin's desk.
#include <functional>
#include <string>
#include <vector>

#include "http/router.h"
#include "identity/people.h"
#include "identity/sessions.h"
#include "identity/sign_in.h"
#include "view/once.h"
#include "view/site.h"

namespace identity_web {

struct OfficeChoice {
  identity::OfficeId id;
  std::string name;
};

/// What the pages need; everything in it outlives the routes.
struct Context {
  identity::Sessions& sessions;
  identity::SignIn& door;
  identity::PeopleDesk& people;
  const view::Site& site;
  const view::Once& once;
  std::function<std::vector<OfficeChoice>()> offices;
  base::UtcOffset zone = {};
  std::string home = "/kerja/potensi";  ///< where signing in leads
  bool https = false;                   ///< the outside address: the cookie is then sent over https only
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

}  // namespace identity_web
