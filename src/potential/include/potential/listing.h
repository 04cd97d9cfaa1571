#pragma once
// Lists of the inventory: filtered, counted, searched, exported; all by one rule of who may see what.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/page.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "potential/object.h"

namespace potential {

/// Which rows of a table with columns face and owner_office (here `o`) this person may see: the public face
/// is everybody's, the working one that of the offices in which the person may see the inventory.
db::Query visible_to(const identity::Actor& actor, Face face);

/// Empty members do not filter.
struct Filter {
  Face face = Face::kPublic;
  std::string category = {}, state = {}, office = {};
  std::string area_code = {};  ///< a village or a district
  bool operator==(const Filter&) const = default;
};

/// A row of a list.
struct Listed {
  ObjectId id;
  std::string category, slug, name, state, owner_office, area_code;
  double lat = 0, lon = 0;
  std::string place_precision;
  std::optional<std::string> kind;  ///< the category's own "kind", where it has one
  base::Json photos;
  std::int64_t version = 0;
  std::optional<std::int64_t> published_version;
  base::Instant updated_at;

  std::string path() const { return "/potensi/" + category + "/" + slug; }
};
template <class Visit>
void fields(Visit& visit, Listed& l) {
  visit("id", l.id), visit("category", l.category), visit("slug", l.slug), visit("name", l.name);
  visit("state", l.state), visit("owner_office", l.owner_office), visit("area_code", l.area_code);
  visit("lat", l.lat), visit("lon", l.lon), visit("place_precision", l.place_precision),
      visit("kind", l.kind);
  visit("photos", l.photos), visit("version", l.version), visit("published_version", l.published_version);
  visit("updated_at", l.updated_at);
}

enum class Order { kName, kNewest, kOldest };

struct PageOf {
  Order order = Order::kName;
  std::string after = {};  ///< cursor of the page before; one that cannot be read begins anew
  std::size_t size = 50;
};

db::Page<Listed> list_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter,
                              const PageOf& page);

/// Objects for what was typed, best first.
std::vector<Listed> search_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter,
                                   std::string_view typed, std::size_t size = 30);

/// How many of each, under the filter without the member that is counted: what a link beside it would show.
/// The area does not count.
struct Counts {
  std::int64_t all = 0;
  std::map<std::string, std::int64_t> by_category, by_state, by_office;
};
Counts count_objects(db::Reader& reader, const identity::Actor& actor, const Filter& filter);

/// How many the public sees in each village of a district, or in one village; by area code.
std::map<std::string, std::int64_t> count_by_area(db::Reader& reader, std::string_view district_code);

}  // namespace potential
