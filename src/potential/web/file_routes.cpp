#include "file_routes.h"

#include "potential/csv_export.h"
#include "potential/object.h"
#include "work_filter.h"

namespace potential_web {
namespace {

http::Response csv(const Context& context, identity::Actor actor, potential::Filter filter,
                   std::string_view filename) {
  struct Piece {
    potential::CsvExport rows;
    std::string text = {};
    std::size_t sent = 0;
  };
  const auto piece = std::make_shared<Piece>(
      Piece{{context.database, context.desk.areas(), std::move(actor), std::move(filter)}});
  auto source = [piece](char* out, std::size_t size) -> std::size_t {
    if (piece->sent == piece->text.size()) {
      piece->text = piece->rows.next_piece();
      piece->sent = 0;
    }
    const std::size_t count = piece->text.copy(out, size, piece->sent);
    piece->sent += count;
    return count;
  };
  return http::attachment(http::stream("text/csv; charset=utf-8", std::move(source)), filename);
}

}  // namespace

http::Response FileRoutes::photo(const http::Request& request) const {
  const auto digest = files::parse_digest(request.param("digest"));
  if (!digest) return context_.site.error(request, potential::object_unknown());
  const identity::Actor actor = context_.actor_of(request);
  const bool may = context_.database.read(
      [&](db::Reader& reader) { return context_.desk.may_see_photo(reader, actor, digest->text); });
  const auto path = may ? context_.files.find(*digest) : base::fail(potential::object_unknown());
  if (!path) return context_.site.error(request, potential::object_unknown());
  // Named by its content: it never changes, but it may be withdrawn from the public.
  return http::file("image/webp", path->string()).with("Cache-Control", "private, max-age=86400");
}

http::Response FileRoutes::public_csv(const http::Request& request) const {
  const potential::Filter filter{.category = std::string(request.query_value("kategori")),
                                 .area_code = std::string(request.query_value("wilayah"))};
  return csv(context_, identity::Actor::nobody(), filter, "potensi.csv");
}

http::Response FileRoutes::work_csv(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context_.site.error(request, *no);
  return csv(context_, actor, filter_of(request), "inventaris.csv");
}

http::Response FileRoutes::schema(const http::Request& request) const {
  const potential::Category* category = context_.desk.categories().find(request.param("category"));
  if (category == nullptr) return context_.site.error(request, potential::object_unknown());
  auto schema = forms::json_schema(category->whole, request.language, context_.site.views().catalogue());
  return http::bytes("application/schema+json", schema.dump(2));
}

}  // namespace potential_web
