#include "db/prepare_all.h"

#include "driver.h"

namespace db {
namespace {

/// Opens Reader's way to its connection.
class Preparer : public Reader {
 public:
  explicit Preparer(const Reader& reader) : Reader(reader) {}
  void prepare(std::string_view text) { connection().prepare(text); }
};

}  // namespace

std::vector<std::string> prepare_all(Database& database) {
  std::vector<std::string> refused;
  for (const Sql* sql : Sql::all()) {
    database.read([&](Reader& reader) {
      try {
        Preparer(reader).prepare(sql->text());
      } catch (const std::exception& error) {
        refused.push_back(error.what());
      }
    });
  }
  return refused;
}

}  // namespace db
