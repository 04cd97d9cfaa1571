#pragma once
// The groups of pages, each adding its routes.
#include "region_web/routes.h"

namespace region_web {

void add_area_pages(http::Router& router, const Context& context);
void add_office_pages(http::Router& router, const Context& context);
void add_area_list_page(http::Router& router, const Context& context);

}  // namespace region_web
