#include "backup/verify.h"

#include "db/inspect.h"

namespace backup {

namespace {

/// A page that cannot be read ends the snapshot; it is one more problem, not the end of verify.
void note_damage(Verified& out, const std::function<void()>& look) {
  try {
    look();
  } catch (const db::Damaged& damage) {
    out.database.emplace_back(damage.what());
  }
}

}  // namespace

Verified verify(db::Database& database, const files::Store& files, const std::vector<DerivedCheck>& derived) {
  Verified out;
  note_damage(out, [&] {
    database.read([&](db::Reader& reader) {
      out.database = db::integrity_problems(database, reader);
      for (const db::Table& table : db::tables_of(database, reader))
        reader.each(db::Query("SELECT * FROM \"" + table.name + "\""), [](const db::Row&) {});
    });
  });
  note_damage(out, [&] {
    database.read([&](db::Reader& reader) {
      out.audit = audit::verify(reader);
      for (const DerivedCheck& check : derived)
        for (const std::string& problem : check.problems(reader))
          out.derived.push_back(check.name + ": " + problem);
    });
  });
  note_damage(out, [&] {
    out.files =
        files.verify([&](const files::Store::Damage& damage) { out.damaged_files.push_back(damage); });
  });
  return out;
}

}  // namespace backup
