#include "office_forms.h"

#include <algorithm>

namespace region_web {

using base::Json;
using forms::Kind;

const forms::Form& office_form() {
  static const forms::Form form{
      .key = "office",
      .fields = {{.key = "name", .label = {.key = "region.office.name"}, .required = true, .max_length = 160},
                 {.key = "short_name", .label = {.key = "region.office.short_name"}, .max_length = 160},
                 {.key = "kind",
                  .kind = Kind::kChoice,
                  .label = {.key = "region.office.kind"},
                  .required = true,
                  .options = {{.value = "dinas", .label = {.key = "region.office.kind.dinas"}},
                              {.value = "badan", .label = {.key = "region.office.kind.badan"}},
                              {.value = "sekretariat", .label = {.key = "region.office.kind.sekretariat"}},
                              {.value = "kecamatan", .label = {.key = "region.office.kind.kecamatan"}},
                              {.value = "kelurahan", .label = {.key = "region.office.kind.kelurahan"}},
                              {.value = "desa", .label = {.key = "region.office.kind.desa"}},
                              {.value = "lainnya", .label = {.key = "region.office.kind.lainnya"}}}},
                 {.key = "area_code",
                  .label = {.key = "region.office.area_code"},
                  .hint = {.key = "region.office.area_code_hint"},
                  .max_length = 13},
                 {.key = "active",
                  .kind = Kind::kYesNo,
                  .label = {.key = "region.office.active"},
                  .required = true}}};
  return form;
}

const forms::Form& tupoksi_form() {
  static const forms::Form form{
      .key = "tupoksi",
      .fields = {
          {.key = "number", .label = {.key = "region.tupoksi.number"}, .required = true, .max_length = 20},
          {.key = "text",
           .kind = Kind::kLongText,
           .label = {.key = "region.tupoksi.text"},
           .required = true,
           .max_length = 1000},
          {.key = "legal_basis",
           .label = {.key = "region.tupoksi.legal_basis"},
           .hint = {.key = "region.tupoksi.legal_basis_hint"},
           .required = true,
           .max_length = 300},
          {.key = "active",
           .kind = Kind::kYesNo,
           .label = {.key = "region.tupoksi.active"},
           .hint = {.key = "region.tupoksi.active_hint"},
           .required = true}}};
  return form;
}

region::OfficeEdit office_edit(const Json& v) {
  return {.name = v.at("name").as_string(),
          .short_name = v.at("short_name").as_string(),
          .kind = v.at("kind").as_string(),
          .area_code = v.at("area_code").as_string(),
          .active = v.at("active").as_bool(true)};
}

region::TupoksiEdit tupoksi_edit(const Json& v) {
  return {.number = v.at("number").as_string(),
          .text = v.at("text").as_string(),
          .legal_basis = v.at("legal_basis").as_string(),
          .active = v.at("active").as_bool(true)};
}

Json values_of(const region::Office& office, const region::AreaBook& book) {
  const auto area =
      std::ranges::find_if(book.areas(), [&](const region::Area& a) { return office.area_id == a.id; });
  return Json::object({{"name", office.name},
                       {"short_name", office.short_name},
                       {"kind", office.kind},
                       {"area_code", area == book.areas().end() ? std::string() : area->code},
                       {"active", office.active}});
}

Json values_of(const region::TupoksiItem& item) {
  return Json::object({{"number", item.number},
                       {"text", item.text},
                       {"legal_basis", item.legal_basis},
                       {"active", item.active}});
}

}  // namespace region_web
