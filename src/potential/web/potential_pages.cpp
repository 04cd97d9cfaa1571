// The addresses of the inventory, one line each.
#include "potential_web/potential_pages.h"

#include "citizen_pages.h"
#include "file_routes.h"
#include "report_pages.h"
#include "work_pages.h"

namespace potential_web {
namespace {

/// Two photos of a modern phone, and the form around them.
constexpr std::uint64_t kPhotoBytes = 20u << 20;

/// A handler that is a method of a group of pages.
template <class Pages>
http::Handler to(const Context& context, http::Response (Pages::*method)(const http::Request&) const) {
  return [pages = Pages(context), method](const http::Request& request) { return (pages.*method)(request); };
}

/// A change: from our own page, and made once however often it is sent.
template <class Pages>
http::Handler change(const Context& context, http::Response (Pages::*method)(const http::Request&) const) {
  return context.site.changing(context.once.guard(to(context, method)));
}

}  // namespace

void add_routes(http::Router& router, const Context& context) {
  const http::RouteTraits see{.permission = "see_inventory"}, write{.permission = "edit_inventory"},
      verify{.permission = "verify_inventory"}, reports{.permission = "answer_reports"},
      photo{.permission = "edit_inventory", .max_body_bytes = kPhotoBytes};

  router.get("/", to(context, &CitizenPages::home));
  router.get("/cari", to(context, &CitizenPages::search));
  router.get("/potensi", to(context, &CitizenPages::everything));
  router.get("/potensi/{category}", to(context, &CitizenPages::category));
  router.get("/potensi/{category}/{slug}", to(context, &CitizenPages::object));
  router.get("/potensi/{category}/{slug}/keliru", to(context, &ReportPages::ask));
  router.post("/potensi/{category}/{slug}/keliru", change(context, &ReportPages::take));
  router.get("/foto/{digest}.webp", to(context, &FileRoutes::photo));
  router.get("/data/potensi.csv", to(context, &FileRoutes::public_csv));
  router.get("/data/potensi/{category}/skema.json", to(context, &FileRoutes::schema));

  router.get("/kerja/potensi", to(context, &InventoryPages::list), see);
  router.get("/kerja/potensi.csv", to(context, &FileRoutes::work_csv), see);
  router.get("/kerja/potensi/baru", to(context, &RecordForms::choose), write);
  router.post("/kerja/potensi/baru", change(context, &RecordForms::create), write);
  router.get("/kerja/potensi/{id}", to(context, &RecordPages::show), see);
  router.get("/kerja/potensi/{id}/ubah", to(context, &RecordForms::edit), write);
  router.post("/kerja/potensi/{id}/ubah", change(context, &RecordForms::save), write);
  router.post("/kerja/potensi/{id}/langkah", change(context, &RecordPages::act), see);
  router.post("/kerja/potensi/{id}/foto", change(context, &RecordPages::add_photo), photo);
  router.post("/kerja/potensi/{id}/foto/hapus", change(context, &RecordPages::remove_photo), write);
  router.get("/kerja/potensi/{id}/riwayat", to(context, &HistoryPages::history), see);
  router.get("/kerja/potensi/{id}/riwayat/{before}/{after}", to(context, &HistoryPages::compare), see);
  router.post("/kerja/potensi/{id}/kembalikan", change(context, &HistoryPages::restore), write);
  router.get("/kerja/verifikasi", to(context, &InventoryPages::queue), verify);
  router.get("/kerja/laporan", to(context, &ReportPages::list), reports);
  router.get("/kerja/laporan/{id}", to(context, &ReportPages::show), reports);
  router.post("/kerja/laporan/{id}", change(context, &ReportPages::answer), reports);
}

}  // namespace potential_web
