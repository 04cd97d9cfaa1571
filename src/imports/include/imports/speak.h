#pragma once
// Sentences whose values are sentences themselves: the name of a column, of a dataset.
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "text/catalogue.h"

namespace imports {

/// A value that stands for the sentence of that key.
std::string sentence_value(std::string_view key);

std::string say(const text::Catalogue& catalogue, text::Language language, const base::Message& message);

/// Message to and from JSON, for the store: {"key":…,"values":{…}}.
base::Json message_json(const base::Message& message);
base::Message message_from(const base::Json& json);

}  // namespace imports
