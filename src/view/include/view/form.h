#pragma once
// Forms as pages: what was sent, read and checked, and the form shown again with every error.
#include <vector>

#include "forms/form.h"
#include "http/request.h"
#include "text/catalogue.h"

namespace view {

struct ReadForm {
  base::Json values;                     ///< typed, by field key; of no use while there are errors
  std::vector<base::FieldError> errors;  ///< all of them
};
/// Files are not values yet: their fields are left out and not asked for; the handler takes them from
/// request.form().
ReadForm read_form(const forms::Form& form, const http::Request& request);

/// What a form shows.
struct FormState {
  const base::Json* values = nullptr;                     ///< of the record that is edited
  const http::Form* typed = nullptr;                      ///< what was sent: shown instead, as it was typed
  const std::vector<base::FieldError>* errors = nullptr;  ///< of the form, or of the use case by field key
};
/// Data for the partials view/errors and view/fields, to stand under "form" in the page's data.
base::Json form_data(const forms::Form& form, const FormState& state, text::Language language,
                     const text::Catalogue& catalogue);

/// The one control of a form without a description that is refused, and why.
struct Refusal {
  std::string control;  ///< its id
  std::string label;
  const base::Message& why;
};
/// For view/errors, to stand under "form" in the page's data.
base::Json form_data(const Refusal& refusal);
/// For view/why, which stands at the control; its id is the control's with "-e".
base::Json why_data(const std::string& control, const base::Message& why);

}  // namespace view
