#include "wells.h"

namespace wells {
namespace {

const db::Sql kInsert{"INSERT INTO wells (id, depth_m, dug_at, dry) VALUES ($1, $2, $3, $4)"};
const db::Sql kAll{"SELECT id, depth_m, dug_at, dry FROM wells ORDER BY id"};
const db::Sql kCount{"SELECT count(*) AS count FROM wells"};

}  // namespace

void insert(db::Transaction& tx, const Well& well) {
  tx.execute(kInsert, well.id, well.depth_m, well.dug_at, well.dry);
}
std::vector<Well> all(db::Reader& reader) {
  return reader.all<Well>(kAll);
}

std::int64_t count(db::Database& database) {
  return database.read([](db::Reader& reader) { return reader.one<std::int64_t>(kCount).value(); });
}

}  // namespace wells
