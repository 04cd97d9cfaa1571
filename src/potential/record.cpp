#include "potential/record.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/trim.h"
#include "forms/validate.h"
#include "geo/geojson.h"
#include "geo/measure.h"

namespace potential {
namespace {

constexpr std::size_t kMaxLinks = 20, kMaxUrl = 500;

/// Places are typed with six decimals at most; nearer than that is the same place.
constexpr double kSameDegree = 0.5e-6;

std::optional<double> number_in(const base::Json& json) {
  if (!json.is_number()) return std::nullopt;
  return json.as_double();
}

/// GPS without its accuracy says less than it seems to: how far off may the mark be?
void check_precision(const Record& record, std::vector<base::FieldError>& errors) {
  if (record.place_precision == "gps" && !record.accuracy_m)
    errors.push_back({"accuracy_m", {"potential.accuracy_missing", {}}});
}

void add_differences(std::vector<Difference>& out, const std::string& prefix, const base::Json& before,
                     const base::Json& after) {
  for (const auto& [key, value] : before.as_object())
    if (const base::Json& other = after.at(key); !(value == other))
      out.push_back({prefix + key, value, other});
  for (const auto& [key, value] : after.as_object())
    if (before.find(key) == nullptr && !value.is_null()) out.push_back({prefix + key, {}, value});
}

}  // namespace

std::vector<PhotoRef> photos_in(const base::Json& json) {
  std::vector<PhotoRef> photos;
  for (const base::Json& item : json.as_array())
    photos.push_back({item.at("page").as_string(), item.at("thumbnail").as_string(),
                      static_cast<int>(item.at("width").as_int()),
                      static_cast<int>(item.at("height").as_int()), item.at("caption").as_string()});
  return photos;
}

std::vector<Link> links_in(const base::Json& json) {
  std::vector<Link> links;
  for (const base::Json& item : json.as_array())
    links.push_back({item.at("url").as_string(), item.at("title").as_string()});
  return links;
}

bool Record::operator==(const Record&) const = default;

geo::Point Record::point() const {
  const auto* point = std::get_if<geo::Point>(&shape);
  return point != nullptr ? *point : geo::inside_point(shape);
}

base::Json values_of(const Record& record) {
  base::Json values = base::Json::object();
  text_fields(
      [&](const char* name, const std::string& text) {
        if (!text.empty()) values[name] = text;
      },
      const_cast<Record&>(record));
  const geo::Point point = record.point();
  values["place"] = base::Json::object({{"lat", point.lat}, {"lon", point.lon}});
  if (record.accuracy_m) values["accuracy_m"] = *record.accuracy_m;
  if (!record.links.empty()) values["links"] = format_links(record.links);
  for (const auto& [key, value] : record.details.as_object()) values[key] = value;
  return values;
}

base::Result<void> take_values(Record& record, const base::Json& values, const Category& category) {
  std::vector<base::FieldError> errors = forms::validate(category.whole, values);
  text_fields([&](const char* name, std::string& text) { text = values.at(name).as_string(); }, record);
  record.category = category.key;
  record.accuracy_m = number_in(values.at("accuracy_m"));
  if (record.place_precision != "gps") record.accuracy_m.reset();
  std::vector<std::string> wrong;
  record.links = parse_links(values.at("links").as_string(), &wrong);
  for (const std::string& line : wrong)
    errors.push_back({"links", {"potential.link_wrong", {{"line", line}}}});
  record.details = base::Json::object();
  for (const forms::Field& field : category.own.fields)
    if (const base::Json& value = values.at(field.key); !value.is_null()) record.details[field.key] = value;
  const geo::Point typed{values.at("place").at("lat").as_double(), values.at("place").at("lon").as_double()};
  if (const geo::Point now = record.point();
      std::abs(now.lat - typed.lat) > kSameDegree || std::abs(now.lon - typed.lon) > kSameDegree)
    record.shape = typed;
  check_precision(record, errors);
  if (!errors.empty())
    return base::fail(base::ErrorCode::kInvalid, {"potential.record_wrong", {}}, std::move(errors));
  return {};
}

base::Json to_json(const Record& record) {
  base::Json json = base::Json::object({{"category", record.category},
                                        {"owner_office", record.owner_office.text()},
                                        {"tupoksi_item", base::to_json(record.tupoksi_item)},
                                        {"area_code", record.area_code}});
  text_fields([&](const char* name, const std::string& text) { json[name] = text; },
              const_cast<Record&>(record));
  json["place"] = geo::write_geometry(record.shape);
  json["accuracy_m"] = base::to_json(record.accuracy_m);
  json["links"] = base::to_json(record.links);
  json["photos"] = base::to_json(record.photos);
  json["details"] = record.details;
  return json;
}

Record record_from_json(const base::Json& json) {
  Record record;
  text_fields([&](const char* name, std::string& text) { text = json.at(name).as_string(); }, record);
  record.category = json.at("category").as_string();
  record.owner_office = identity::OfficeId::from_trusted(json.at("owner_office").as_string());
  if (json.at("tupoksi_item").is_string()) record.tupoksi_item = json.at("tupoksi_item").as_string();
  record.area_code = json.at("area_code").as_string();
  if (auto shape = geo::parse_geometry(json.at("place"))) record.shape = std::move(*shape);
  record.accuracy_m = number_in(json.at("accuracy_m"));
  record.links = links_in(json.at("links"));
  record.photos = photos_in(json.at("photos"));
  if (json.at("details").is_object()) record.details = json.at("details");
  return record;
}

std::vector<Difference> differences(const Record& before, const Record& after) {
  base::Json old_json = to_json(before), new_json = to_json(after);
  std::vector<Difference> out;
  const base::Json old_details = std::exchange(old_json["details"], {}),
                   new_details = std::exchange(new_json["details"], {});
  add_differences(out, "", old_json, new_json);
  add_differences(out, "details/", old_details, new_details);
  return out;
}

std::vector<Link> parse_links(std::string_view text, std::vector<std::string>* wrong) {
  std::vector<Link> links;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trimmed(text.substr(0, end), base::kBlanksAndLineEnds);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const std::string_view url = line.substr(0, line.find(' '));
    if ((!url.starts_with("https://") && !url.starts_with("http://")) || url.size() > kMaxUrl ||
        links.size() == kMaxLinks) {
      if (wrong != nullptr) wrong->emplace_back(line.substr(0, 80));
      continue;
    }
    links.push_back(
        {std::string(url), std::string(base::trimmed(line.substr(url.size()), base::kBlanksAndLineEnds))});
  }
  return links;
}

std::string format_links(const std::vector<Link>& links) {
  std::string text;
  for (const Link& link : links) {
    text += link.url;
    if (!link.title.empty()) text += ' ' + link.title;
    text += '\n';
  }
  return text;
}

}  // namespace potential
