#pragma once
// Checks values against a form: every wrong field at once.
#include <vector>

#include "forms/form.h"

namespace forms {

/// `values` is an object by field key; null, "" and [] count as not given. No rule runs a pattern, so no
/// value can make it slow. Members that the form does not have are errors too.
std::vector<base::FieldError> validate(const Form& form, const base::Json& values);

}  // namespace forms
