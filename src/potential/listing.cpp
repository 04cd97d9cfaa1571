#include "potential/listing.h"

#include <algorithm>

#include "condition.h"
#include "potential/words.h"
#include "search_index.h"

namespace potential {
namespace {

#define LISTED_COLUMNS                                                                     \
  "o.id, o.category, o.slug, o.name, o.state, o.owner_office, o.area_code, o.lat, o.lon, " \
  "o.place_precision, "                                                                    \
  "o.details ->> 'kind' AS kind, o.photos, o.version, o.published_version, o.updated_at"

constexpr std::string_view kListed = "SELECT " LISTED_COLUMNS " FROM potential_objects o WHERE ";
const db::Sql kByArea{
    "SELECT area_code, count(*) FROM potential_objects WHERE face = 'public' AND district_code = $1 GROUP BY "
    "area_code"};

bool is_village(std::string_view area_code) {
  return std::ranges::count(area_code, '.') == 3;
}

void append_order(db::Query& query, const PageOf& page) {
  const auto after = db::parse_cursor(page.after, 2);
  if (page.order == Order::kName) {
    if (after)
      query.append(" AND (o.sort_name, o.id) > (")
          .bind((*after)[0].as_string())
          .append(", ")
          .bind((*after)[1].as_string())
          .append(")");
    query.append(" ORDER BY o.sort_name, o.id");
  } else {
    const bool newest = page.order == Order::kNewest;
    if (after)
      query.append(newest ? " AND (o.updated_at, o.id) < (" : " AND (o.updated_at, o.id) > (")
          .bind((*after)[0].as_int())
          .append(", ")
          .bind((*after)[1].as_string())
          .append(")");
    query.append(newest ? " ORDER BY o.updated_at DESC, o.id DESC" : " ORDER BY o.updated_at, o.id");
  }
  query.append(" LIMIT ").bind(static_cast<std::int64_t>(page.size + 1));
}

struct Counted {
  std::string owner_office, category, state;
  std::int64_t objects = 0;
};
template <class Visit>
void fields(Visit& visit, Counted& c) {
  visit("owner_office", c.owner_office), visit("category", c.category), visit("state", c.state);
  visit("objects", c.objects);
}

}  // namespace

db::Query condition(const identity::Actor& actor, const Filter& filter) {
  db::Query where = visible_to(actor, filter.face);
  if (!filter.category.empty()) where.append(" AND o.category = ").bind(filter.category);
  if (!filter.state.empty()) where.append(" AND o.state = ").bind(filter.state);
  if (!filter.office.empty()) where.append(" AND o.owner_office = ").bind(filter.office);
  if (!filter.area_code.empty()) {
    where.append(is_village(filter.area_code) ? " AND o.area_code = " : " AND o.district_code = ");
    where.bind(filter.area_code);
  }
  return where;
}

db::Query visible_to(const identity::Actor& actor, Face face) {
  db::Query where("o.face = ");
  where.bind(name_of(face));
  if (face == Face::kWork)
    where.append(" AND ").append(
        identity::office_scope(actor, identity::Permission::kSeeInventory, "o.owner_office"));
  return where;
}

db::Page<Listed> list_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter,
                              const PageOf& page) {
  db::Query query(kListed);
  query.append(condition(actor, filter));
  append_order(query, page);
  return db::make_page(reader.all<Listed>(query), page.size, [&](const Listed& last) {
    if (page.order == Order::kName) return base::Json::Array{fold(last.name), last.id.text()};
    return base::Json::Array{last.updated_at.ms, last.id.text()};
  });
}

std::vector<Listed> search_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter,
                                   std::string_view typed, std::size_t size) {
  const db::Query where = condition(actor, filter);
  // What the public may see is its whole face: without a filter no object need be looked at to be found.
  const bool whole_face = filter == Filter{.face = Face::kPublic};
  const std::vector<Hit> hits = find_hits(reader, filter.face, typed, whole_face ? nullptr : &where, size);
  if (hits.empty()) return {};
  // CROSS JOIN keeps SQLite from walking the whole face instead of the few keys; the cast tells PostgreSQL
  // the type.
  db::Query query("WITH hits (key) AS (VALUES ");
  for (std::size_t i = 0; i < hits.size(); ++i)
    query.append(i == 0 ? "(CAST(" : ", (CAST(").bind(hits[i].key).append(" AS BIGINT))");
  query.append(") SELECT " LISTED_COLUMNS
               " FROM hits CROSS JOIN potential_objects o WHERE o.search_key = hits.key AND ");
  std::vector<Listed> found = reader.all<Listed>(query.append(where));
  std::map<std::int64_t, double> score;
  for (const Hit& hit : hits) score[hit.key] = hit.score;
  struct Ranked {
    double score, likeness;
    Listed listed;
  };
  std::vector<Ranked> ranked;
  for (Listed& listed : found) {
    const double hit = score[search_key_of(listed.id.text(), filter.face)],
                 like = likeness(typed, listed.name);
    ranked.push_back({hit, like, std::move(listed)});
  }
  // Of objects that answer equally well, the one whose name says little else comes first.
  std::ranges::stable_sort(ranked, [](const Ranked& a, const Ranked& b) {
    return a.score != b.score         ? a.score > b.score
           : a.likeness != b.likeness ? a.likeness > b.likeness
                                      : a.listed.name < b.listed.name;
  });
  std::vector<Listed> out;
  for (Ranked& item : ranked) out.push_back(std::move(item.listed));
  return out;
}

Counts count_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter) {
  db::Query query("SELECT o.owner_office, o.category, o.state, o.objects FROM potential_counts o WHERE ");
  Counts counts;
  for (const Counted& row : reader.all<Counted>(query.append(visible_to(actor, filter.face)))) {
    if (row.objects == 0) continue;
    const bool category = filter.category.empty() || row.category == filter.category;
    const bool state = filter.state.empty() || row.state == filter.state;
    const bool office = filter.office.empty() || row.owner_office == filter.office;
    if (category && state && office) counts.all += row.objects;
    if (state && office) counts.by_category[row.category] += row.objects;
    if (category && office) counts.by_state[row.state] += row.objects;
    if (category && state) counts.by_office[row.owner_office] += row.objects;
  }
  return counts;
}

std::map<std::string, std::int64_t> count_by_area(db::Reader& reader, std::string_view district_code) {
  std::map<std::string, std::int64_t> counts;
  reader.each(
      kByArea, [&](const db::Row& row) { counts[std::string(row.text(0))] = row.integer(1); }, district_code);
  return counts;
}

}  // namespace potential
