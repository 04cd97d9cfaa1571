#pragma once
// The inventory as CSV, piece by piece: memory stays flat however long it is.
#include <map>
#include <memory>
#include <string>

#include "db/database.h"
#include "identity/actor.h"
#include "potential/listing.h"
#include "region/area_book.h"

namespace potential {

class CsvExport {
 public:
  /// `actor` as it was when the export was asked for.
  CsvExport(db::Database& database, region::AreaBooks& areas, identity::Actor actor, Filter filter);

  /// The next rows, about 64 kB of them, the header first; empty at the end. Rows follow each other by id,
  /// each piece on a snapshot of its own: what is written meanwhile may be missing, nothing comes twice.
  std::string next_piece();

 private:
  void begin(db::Reader& reader, std::string& out);

  db::Database& database_;
  region::AreaBooks& areas_;
  identity::Actor actor_;
  Filter filter_;
  std::shared_ptr<const region::AreaBook> book_;
  std::map<std::string, std::string, std::less<>> offices_;
  std::string last_id_;
  bool begun_ = false, ended_ = false;
};

}  // namespace potential
