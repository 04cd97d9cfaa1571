#pragma once
// The forms of an office and of a duty, and what they say as edits.
#include "forms/form.h"
#include "region/area_book.h"
#include "region/office.h"

namespace region_web {

const forms::Form& office_form();
const forms::Form& tupoksi_form();

region::OfficeEdit office_edit(const base::Json& values);
region::TupoksiEdit tupoksi_edit(const base::Json& values);
base::Json values_of(const region::Office& office, const region::AreaBook& book);
base::Json values_of(const region::TupoksiItem& item);

}  // namespace region_web
