#include "guide/routes.h"

#include "region/office.h"

namespace guide {
namespace {

using base::Json;

/// The offices that answer for what they publish: whom to ask.
Json offices(const Context& context) {
  Json names = Json::array();
  context.database.read([&](db::Reader& reader) {
    for (const region::Office& office : region::offices(reader))
      if (!office.area_id) names.push_back(office.name);
  });
  return names;
}

http::Response help(const Context& context, const http::Request& request) {
  const std::string title = context.site.say(request, {"guide.help", {}});
  return context.site
      .page_or_json(request, {.title = title}, "guide/help", Json::object({{"offices", offices(context)}}))
      .until_change({"region"});
}

http::Response privacy(const Context& context, const http::Request& request) {
  const std::string title = context.site.say(request, {"guide.privacy", {}});
  return context.site.page_or_json(request, {.title = title}, "guide/privacy", Json::object())
      .until_change({"region"});
}

}  // namespace

void add_routes(http::Router& router, const Context& context) {
  router.get("/bantuan", [&context](const http::Request& request) { return help(context, request); });
  router.get("/privasi", [&context](const http::Request& request) { return privacy(context, request); });
}

}  // namespace guide
