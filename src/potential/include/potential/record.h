#pragma once
// Record: what an office writes down about one object; as values of a form, as JSON, and compared field by
// field.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/id.h"
#include "base/json.h"
#include "geo/geometry.h"
#include "identity/ids.h"
#include "potential/category.h"

namespace potential {

using ObjectId = base::Id<struct ObjectTag>;

struct Link {
  std::string url, title;
  bool operator==(const Link&) const = default;
};

/// A photo kept in the store of files, under the digests of its two sizes.
struct PhotoRef {
  std::string page, thumbnail;
  int width = 0, height = 0;  ///< of `page`
  std::string caption;
  bool operator==(const PhotoRef&) const = default;
};
template <class Visit>
void fields(Visit& visit, Link& l) {
  visit("url", l.url), visit("title", l.title);
}
template <class Visit>
void fields(Visit& visit, PhotoRef& p) {
  visit("page", p.page), visit("thumbnail", p.thumbnail), visit("width", p.width), visit("height", p.height);
  visit("caption", p.caption);
}

struct Record {
  std::string category;
  identity::OfficeId owner_office;
  std::optional<std::string> tupoksi_item;  ///< which of the office's duties it belongs to
  std::string name;
  std::string area_code;  ///< of the village where its place lies; of the district where only that is known
  geo::Geometry shape;
  std::string place_precision;  ///< surveyed, gps, pointed, stated, centroid
  std::optional<double> accuracy_m;
  std::string description_id, description_en;
  std::string condition, opening, opening_note, land_status, account_code;
  std::string source, source_date;
  std::vector<Link> links;
  std::vector<PhotoRef> photos;
  base::Json details = base::Json::object();  ///< the category's own fields

  geo::Point point() const;  ///< where a map puts its mark

  bool operator==(const Record&) const;
};

/// The fields that are plain text, in the order of the form: one list for rows, JSON and forms.
template <class Visit>
void text_fields(Visit&& visit, Record& r) {
  visit("name", r.name);
  visit("place_precision", r.place_precision);
  visit("description_id", r.description_id), visit("description_en", r.description_en);
  visit("condition", r.condition), visit("opening", r.opening), visit("opening_note", r.opening_note);
  visit("land_status", r.land_status), visit("account_code", r.account_code);
  visit("source", r.source), visit("source_date", r.source_date);
}

/// The record as values of its category's form, to be shown and changed.
base::Json values_of(const Record& record);
/// Takes the values into `record`. Refuses with every wrong field at once; what the form does not ask stays.
/// A shape that is no point stays while its mark was not moved.
base::Result<void> take_values(Record& record, const base::Json& values, const Category& category);

base::Json to_json(const Record& record);
/// From our own history. Fields that a later program added are empty.
Record record_from_json(const base::Json& json);

/// The lists of a record from their JSON.
std::vector<Link> links_in(const base::Json& json);
std::vector<PhotoRef> photos_in(const base::Json& json);

struct Difference {
  std::string field;  ///< "name", "details/kind"
  base::Json before, after;
};
std::vector<Difference> differences(const Record& before, const Record& after);

/// One link a line: the address, a space, its title. Lines that are no link are named in `wrong`.
std::vector<Link> parse_links(std::string_view text, std::vector<std::string>* wrong = nullptr);
std::string format_links(const std::vector<Link>& links);

}  // namespace potential
