#include "object_store.h"

#include <algorithm>

#include "base/check.h"
#include "geo/wkb.h"
#include "potential/words.h"

namespace potential {
namespace {

#define OBJECT_COLUMNS                                                                                  \
  "id, face, slug, state, version, published_version, created_at, updated_at, category, owner_office, " \
  "tupoksi_item, area_code, shape, accuracy_m, name, place_precision, description_id, description_en, " \
  "condition, opening, opening_note, land_status, account_code, source, source_date, links, photos, details"

const db::Sql kById{"SELECT " OBJECT_COLUMNS " FROM potential_objects WHERE id = $1 AND face = $2"};
constexpr std::string_view kWhere = "SELECT " OBJECT_COLUMNS " FROM potential_objects o WHERE ";

const db::Sql kUpsert{
    "INSERT INTO potential_objects (" OBJECT_COLUMNS
    ", search_key, sort_name, district_code, lat, lon, south, west, north, east) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8, "
    "$9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, "
    "$30, $31, "
    "$32, $33, $34, $35, $36, $37) ON CONFLICT (id, face) DO UPDATE SET slug = excluded.slug, state = "
    "excluded.state, "
    "version = excluded.version, published_version = excluded.published_version, updated_at = "
    "excluded.updated_at, "
    "category = excluded.category, owner_office = excluded.owner_office, tupoksi_item = "
    "excluded.tupoksi_item, "
    "area_code = excluded.area_code, shape = excluded.shape, accuracy_m = excluded.accuracy_m, name = "
    "excluded.name, "
    "place_precision = excluded.place_precision, description_id = excluded.description_id, "
    "description_en = excluded.description_en, condition = excluded.condition, opening = excluded.opening, "
    "opening_note = excluded.opening_note, land_status = excluded.land_status, account_code = "
    "excluded.account_code, "
    "source = excluded.source, source_date = excluded.source_date, links = excluded.links, photos = "
    "excluded.photos, "
    "details = excluded.details, sort_name = excluded.sort_name, district_code = excluded.district_code, "
    "lat = excluded.lat, lon = excluded.lon, south = excluded.south, west = excluded.west, north = "
    "excluded.north, "
    "east = excluded.east"};
const db::Sql kRemove{"DELETE FROM potential_objects WHERE id = $1 AND face = $2"};
const db::Sql kCount{
    "INSERT INTO potential_counts (face, owner_office, category, state, objects) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (face, owner_office, category, state) DO UPDATE SET "
    "objects = potential_counts.objects + excluded.objects"};
const db::Sql kForgetPhotos{"DELETE FROM potential_photos WHERE object_id = $1 AND face = $2"};
const db::Sql kShowPhoto{
    "INSERT INTO potential_photos (digest, object_id, face) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Sql kSlugsLike{
    "SELECT slug FROM potential_objects WHERE face = 'work' AND (slug = $1 OR (slug >= $2 AND slug <= $3))"};

/// How a row is read: the record's lists as JSON, the shape as WKB.
struct Row {
  std::string id, face, slug, state;
  std::int64_t version = 0;
  std::optional<std::int64_t> published_version;
  base::Instant created_at, updated_at;
  Record record;
  db::Blob shape;
  base::Json links, photos, details;
};

template <class Visit>
void fields(Visit& visit, Row& r) {
  visit("id", r.id), visit("face", r.face), visit("slug", r.slug), visit("state", r.state);
  visit("version", r.version), visit("published_version", r.published_version);
  visit("created_at", r.created_at), visit("updated_at", r.updated_at);
  visit("category", r.record.category), visit("owner_office", r.record.owner_office);
  visit("tupoksi_item", r.record.tupoksi_item), visit("area_code", r.record.area_code),
      visit("shape", r.shape);
  visit("accuracy_m", r.record.accuracy_m);
  text_fields(visit, r.record);
  visit("links", r.links), visit("photos", r.photos), visit("details", r.details);
}

Object object_of(Row row) {
  Object object{.id = ObjectId::from_trusted(std::move(row.id)),
                .face = row.face == "public" ? Face::kPublic : Face::kWork,
                .slug = std::move(row.slug),
                .state = parse_state(row.state).value_or(State::kDraft),
                .version = row.version,
                .published_version = row.published_version,
                .created_at = row.created_at,
                .updated_at = row.updated_at,
                .record = std::move(row.record)};
  auto shape = geo::decode_wkb(row.shape.bytes);
  base::check(shape.has_value(), "a stored shape can be read");
  object.record.shape = std::move(*shape);
  object.record.links = links_in(row.links);
  object.record.photos = photos_in(row.photos);
  object.record.details = std::move(row.details);
  return object;
}

std::optional<Object> object_of(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return object_of(std::move(*row));
}

/// "15.03.02" of "15.03.02.2011"; a district stays as it is.
std::string district_of(const std::string& area_code) {
  const bool village = std::ranges::count(area_code, '.') == 3;
  return village ? area_code.substr(0, area_code.rfind('.')) : area_code;
}

void count(db::Transaction& transaction, const Object& object, int change) {
  transaction.execute(kCount, name_of(object.face), object.record.owner_office, object.record.category,
                      name_of(object.state), change);
}

void show_photos(db::Transaction& transaction, const Object& object) {
  transaction.execute(kForgetPhotos, object.id, name_of(object.face));
  for (const PhotoRef& photo : object.record.photos)
    for (const std::string& digest : {photo.page, photo.thumbnail})
      transaction.execute(kShowPhoto, digest, object.id, name_of(object.face));
}

void remove_face(db::Transaction& transaction, const ObjectId& id, Face face) {
  const auto object = load_object(transaction, id, face);
  if (!object) return;
  count(transaction, *object, -1);
  unindex_words(transaction, search_key_of(id.text(), face));
  transaction.execute(kForgetPhotos, id, name_of(face));
  transaction.execute(kRemove, id, name_of(face));
}

}  // namespace

std::optional<Object> load_object(db::Reader& reader, const ObjectId& id, Face face) {
  return object_of(reader.one<Row>(kById, id, name_of(face)));
}

std::optional<Object> load_object(db::Reader& reader, const db::Query& where) {
  return object_of(reader.one<Row>(db::Query(kWhere).append(where)));
}

void save_object(db::Transaction& transaction, const Object& object, const std::vector<IndexedWord>& words) {
  if (const auto before = load_object(transaction, object.id, object.face)) count(transaction, *before, -1);
  count(transaction, object, 1);
  const Record& r = object.record;
  const std::int64_t key = search_key_of(object.id.text(), object.face);
  const geo::Point point = r.point();
  const geo::Box box = geo::bounds(r.shape);
  transaction.execute(kUpsert, object.id, name_of(object.face), object.slug, name_of(object.state),
                      object.version, object.published_version, object.created_at, object.updated_at,
                      r.category, r.owner_office, r.tupoksi_item, r.area_code,
                      db::Blob{geo::encode_wkb(r.shape)}, r.accuracy_m, r.name, r.place_precision,
                      r.description_id, r.description_en, r.condition, r.opening, r.opening_note,
                      r.land_status, r.account_code, r.source, r.source_date, base::to_json(r.links),
                      base::to_json(r.photos), r.details, key, fold(r.name), district_of(r.area_code),
                      point.lat, point.lon, box.south, box.west, box.north, box.east);
  index_words(transaction, object.face, key, words);
  show_photos(transaction, object);
}

void remove_public_face(db::Transaction& transaction, const ObjectId& id) {
  remove_face(transaction, id, Face::kPublic);
}

void remove_object(db::Transaction& transaction, const ObjectId& id) {
  remove_face(transaction, id, Face::kPublic);
  remove_face(transaction, id, Face::kWork);
}

std::string free_slug(db::Reader& reader, std::string_view name) {
  const std::string slug = slug_of(name);
  const auto taken = reader.all<std::string>(kSlugsLike, slug, slug + "-0", slug + "-9999999");
  const auto is_taken = [&](const std::string& text) {
    return std::ranges::find(taken, text) != taken.end();
  };
  if (!is_taken(slug)) return slug;
  for (int n = 2;; ++n)
    if (std::string numbered = slug + "-" + std::to_string(n); !is_taken(numbered)) return numbered;
}

}  // namespace potential
