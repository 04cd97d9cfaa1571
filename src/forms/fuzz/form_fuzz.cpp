// A description of any shape is refused or usable: its schema can be made, any JSON checked against it.
#include "embedded/forms.h"
#include "forms/validate.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const base::EmbeddedFiles modules[] = {embedded::forms()};
  static const text::Catalogue catalogue(modules);
  const auto json = base::Json::parse({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  auto form =
      forms::parse_form(json->is_array() && !json->as_array().empty() ? json->as_array().front() : *json);
  if (!form) return 0;
  const base::Json& values = json->is_array() ? json->as_array().back() : *json;
  forms::validate(*form, values);
  // Keys of sentences are the program's own; a description from outside that names one nobody has is stopped
  // at start.
  for (forms::Field& field : form->fields) field.label.key = field.hint.key = field.unit.key = "";
  for (forms::Field& field : form->fields)
    for (forms::Option& option : field.options) option.label.key = "";
  form->title.key = "";
  forms::json_schema(*form, text::Language::kId, catalogue);
  return 0;
}
