#pragma once
// A dataset of places and an invented regency, for tests of the import.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "imports/judge.h"
#include "imports/reading.h"
#include "imports/territory.h"
#include "support/temp_dir.h"
#include "text/catalogue.h"

namespace imports_test {

enum PlacesColumn : std::size_t {
  kName,
  kJenis,
  kCode,
  kVillage,
  kDistrict,
  kLat,
  kLon,
  kPair,
  kPrecision,
  kArea,
  kTicket,
  kChecked,
  kOpen,
  kLand,
  kNote,
  kGeometry
};

/// Places with a column of each kind; the store is a map in memory.
class Places : public imports::Dataset {
 public:
  Places();
  std::string key() const override { return "test/places"; }
  std::string title() const override { return "test.places"; }
  const std::vector<imports::Column>& columns() const override { return columns_; }
  std::optional<std::size_t> name_column() const override { return kName; }
  std::unique_ptr<imports::Checker> checker(db::Reader&, std::string_view) const override;
  base::Result<imports::Written> write(db::Transaction&, const imports::Writing&,
                                       const imports::Row&) const override;
  base::Result<imports::Written> merge(db::Transaction&, const imports::Writing&, const imports::Row&,
                                       const imports::Merge&) const override;
  base::Result<void> undo(db::Transaction&, const imports::Writing&, const imports::Written&) const override;
  std::optional<std::vector<std::string>> describe(db::Reader&, const identity::Actor&,
                                                   std::string_view id) const override;

  /// Twins that the store is taken to hold, by name.
  std::map<std::string, std::string> twins;

 private:
  std::vector<imports::Column> columns_;
};

/// Kabupaten Serambi (91.01), 1° × 1° from 2° to 3° south and 102° to 103° east: four square districts of
/// four square villages each. Village 91.01.02.2003 is "Napal Licin"; "Sungai Lintang" is in two districts.
const imports::Territory& territory();

/// Sarolangun from the real data; call only where they are (SKIP_WITHOUT_SHARED_DATA).
const imports::Territory& sarolangun();

/// "14 Lintang: …" for each remark on the rows of a file, in Indonesian, refused, warned and doubles apart.
struct Report {
  imports::Counts counts;
  std::vector<std::string> refused, warned, duplicates;
  std::string file_error;  ///< the sentence, when the file as a whole was refused
};

Report report(std::string_view file, const imports::Territory& where = territory(),
              const imports::Choices& choices = {}, const base::Json& mapping = {});

const text::Catalogue& catalogue();

}  // namespace imports_test
