#pragma once
// The three groups of pages, each adding its routes.
#include "identity_web/routes.h"

namespace identity_web {

void add_sign_in_pages(http::Router& router, const Context& context);
void add_account_pages(http::Router& router, const Context& context);
void add_people_pages(http::Router& router, const Context& context);

}  // namespace identity_web
