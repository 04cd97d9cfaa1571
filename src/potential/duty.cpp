#include "potential/duty.h"

#include <algorithm>

#include "potential/words.h"

namespace potential {
namespace {

std::string list_of(const std::vector<region::Office>& offices) {
  std::string list;
  for (const region::Office& office : offices)
    list += (list.empty() ? "" : ", ") + office.key + " (" + office.name + ")";
  return list;
}

}  // namespace

std::optional<region::TupoksiItem> duty_of(db::Reader& reader, const region::OfficeId& office,
                                           const Category& category) {
  for (region::TupoksiItem& item : region::tupoksi_of(reader, office)) {
    const std::string text = fold(item.text);
    const bool named = std::ranges::any_of(
        category.duties, [&](const std::string& words) { return holds(text, fold(words)); });
    if (named) return std::move(item);
  }
  return std::nullopt;
}

base::Result<region::Office> office_of_key(db::Reader& reader, std::string_view key) {
  if (auto found = region::find_office(reader, key); found && found->active) return std::move(*found);
  return base::fail(base::ErrorCode::kNotFound,
                    {"potential.office_key_unknown",
                     {{"key", std::string(key)}, {"offices", list_of(region::offices(reader))}}});
}

base::Result<region::Office> office_for(db::Reader& reader, const Category& category) {
  std::vector<region::Office> all = region::offices(reader), charged;
  if (all.empty()) return base::fail(base::ErrorCode::kInvalid, {"potential.no_offices", {}});
  if (all.size() == 1) return std::move(all.front());
  std::ranges::copy_if(all, std::back_inserter(charged), [&](const region::Office& office) {
    return duty_of(reader, office.id, category).has_value();
  });
  if (charged.size() == 1) return std::move(charged.front());
  return base::fail(base::ErrorCode::kInvalid,
                    {charged.empty() ? "potential.owner_unnamed" : "potential.owner_several",
                     {{"category", category.one.id}, {"offices", list_of(charged.empty() ? all : charged)}}});
}

}  // namespace potential
