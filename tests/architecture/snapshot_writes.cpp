// Who only reads cannot write.
#include "db/database.h"

void change(db::Reader& reader, const db::Sql& sql) {
  reader.execute(sql);
}
