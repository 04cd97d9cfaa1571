#pragma once
// What the inventory itself has to say of a row of a file: words it does not know, and objects that it has
// already.
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/reader.h"
#include "imports/dataset.h"
#include "potential/category.h"

namespace potential {

class PotentialChecker final : public imports::Checker {
 public:
  /// Reads the names and places of the category's objects, of that office's and of those that everybody sees.
  /// The others outlive it.
  PotentialChecker(db::Reader& reader, std::string_view office, const Category& category,
                   const std::vector<imports::Column>& columns);

  void check(const imports::Row& row, imports::Remarks& remarks) override;
  std::optional<std::string> twin(const imports::Row& row) override;

 private:
  struct Known {
    std::string id, name, area_code;
    double lat = 0, lon = 0;
  };
  template <class Visit>
  friend void fields(Visit& visit, Known& k) {
    visit("id", k.id), visit("name", k.name), visit("area_code", k.area_code);
    visit("lat", k.lat), visit("lon", k.lon);
  }

  const Category& category_;
  std::unordered_multimap<std::string, Known> known_;
  using Fields = std::vector<std::pair<std::size_t, const forms::Field*>>;
  Fields choices_, dates_;
};

}  // namespace potential
