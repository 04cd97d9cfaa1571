#pragma once
// Which office keeps a category: the one whose tupoksi names it.
#include <optional>

#include "base/result.h"
#include "potential/category.h"
#include "region/office.h"

namespace potential {

/// The first item of the office's tupoksi that names the category; nothing where none does.
std::optional<region::TupoksiItem> duty_of(db::Reader& reader, const region::OfficeId& office,
                                           const Category& category);

/// A working office by its key; kNotFound, with the offices there are.
base::Result<region::Office> office_of_key(db::Reader& reader, std::string_view key);

/// For whom a file is taken when nobody says: the one working office whose tupoksi names the category, else
/// the only office there is. kInvalid, with the offices to choose from, where that is not clear.
base::Result<region::Office> office_for(db::Reader& reader, const Category& category);

}  // namespace potential
