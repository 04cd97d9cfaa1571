#include "imports_web/routes.h"

#include "pages.h"

namespace imports_web {
namespace {

/// Forms around the file take their part too.
constexpr std::uint64_t kMostBytes = (256u << 20) + (1u << 20);

using Handle = http::Response (Page::*)() const;

http::Handler to(const Context& context, Handle handle) {
  return [&context, handle](const http::Request& request) { return (Page(context, request).*handle)(); };
}

}  // namespace

void add_routes(http::Router& router, const Context& context) {
  const http::RouteTraits may{.permission = "import_inventory"};
  const http::RouteTraits upload{.permission = "import_inventory", .max_body_bytes = kMostBytes};
  const auto changing = [&](Handle handle) {
    return context.site.changing(context.once.guard(to(context, handle)));
  };
  router.get("/kerja/impor", to(context, &Page::list), may);
  router.post("/kerja/impor", changing(&Page::take_upload), upload);
  router.get("/kerja/impor/{id}", to(context, &Page::batch), may);
  router.post("/kerja/impor/{id}", changing(&Page::choose), may);
  router.get("/kerja/impor/{id}/kolom", to(context, &Page::columns), may);
  router.post("/kerja/impor/{id}/kolom", changing(&Page::choose_columns), may);
  router.get("/kerja/impor/{id}/baris", to(context, &Page::rows), may);
  router.post("/kerja/impor/{id}/baris", changing(&Page::choose_rows), may);
  router.post("/kerja/impor/{id}/buang", changing(&Page::drop), may);
  router.get("/kerja/impor/{id}/batal", to(context, &Page::undo_question), may);
  router.post("/kerja/impor/{id}/batal", changing(&Page::undo), may);
  router.get("/kerja/impor/{id}/ditolak.csv", to(context, &Page::refused_csv), may);
}

}  // namespace imports_web
