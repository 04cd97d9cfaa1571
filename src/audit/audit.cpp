#include "audit/audit.h"

#include "base/id.h"

namespace audit {
namespace {

const db::Sql kInsert{
    "INSERT INTO audit_entries (id, at, person_id, person_name, network, action, subject, before_json, "
    "after_json, why) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const db::Sql kOfSubject{
    "SELECT id, at, person_id, person_name, network, action, subject, before_json, after_json, why, position "
    "FROM audit_entries WHERE subject = $1 ORDER BY at, id"};
const db::Sql kEnd{"SELECT position FROM audit_chain WHERE one = 1"};
const db::Sql kActionsSince{
    "SELECT DISTINCT action FROM audit_entries WHERE position > $1 AND position <= $2"};

}  // namespace

News news_since(db::Reader& reader, std::int64_t position) {
  News news{reader.one<std::int64_t>(kEnd).value_or(0)};
  if (news.position > position)
    news.actions = reader.all<std::string>(kActionsSince, position, news.position);
  return news;
}

void record(db::Transaction& tx, const Event& event, base::Instant now) {
  tx.execute(kInsert, base::new_uuid_v7(now), now, event.who.person_id, event.who.name, event.who.network,
             event.action, event.subject, event.before, event.after, event.why);
}

std::vector<Entry> of_subject(db::Reader& reader, const std::string& subject) {
  return reader.all<Entry>(kOfSubject, subject);
}

db::Page<Entry> latest(db::Reader& reader, const std::optional<std::string>& person_id,
                       const std::string& cursor, std::size_t size) {
  db::Query query(
      "SELECT id, at, person_id, person_name, network, action, subject, before_json, after_json, why, "
      "position "
      "FROM audit_entries WHERE 1 = 1");
  if (person_id) query.append(" AND person_id = ").bind(*person_id);
  if (const auto after = db::parse_cursor(cursor, 2))
    query.append(" AND (at, id) < (")
        .bind((*after)[0].as_int())
        .append(", ")
        .bind((*after)[1].as_string())
        .append(")");
  query.append(" ORDER BY at DESC, id DESC LIMIT ").bind(size + 1);
  return db::make_page(reader.all<Entry>(query), size, [](const Entry& e) {
    return base::Json::Array{base::Json(e.at.ms), base::Json(e.id)};
  });
}

}  // namespace audit
