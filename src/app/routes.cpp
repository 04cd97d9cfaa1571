#include "house.h"

namespace app {

http::Router routes(House& house) {
  http::Router router;
  house.site.add_routes(router);
  identity_web::add_routes(router, house.identity_pages);
  region_web::add_routes(router, house.region_pages);
  potential_web::add_routes(router, house.potential_pages);
  imports_web::add_routes(router, house.import_pages);
  maps_web::add_routes(router, house.map_pages);
  guide::add_routes(router, house.guide_pages);
  jobs_web::add_routes(router, house.job_pages);
  return router;
}

}  // namespace app
