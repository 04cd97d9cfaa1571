#pragma once
// Sentences whose values are sentences themselves: the name of a column, of a dataset.
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "imports/mapping.h"
#include "imports/remark.h"
#include "text/catalogue.h"

namespace imports {

/// A value that stands for the sentence of that key.
std::string sentence_value(std::string_view key);

std::string say(const text::Catalogue& catalogue, text::Language language, const base::Message& message);

/// Message to and from JSON, for the store: {"key":…,"values":{…}}.
base::Json message_json(const base::Message& message);
base::Message message_from(const base::Json& json);

/// Adds {column} and {value} to a remark's sentence.
base::Message full_message(const Remark& remark, const Dataset& dataset, const Mapping& mapping,
                           const Row& row);
/// The header of a column as people see it in the file, else the sentence that names it.
std::string column_name(std::size_t column, const Dataset& dataset, const Mapping& mapping);

}  // namespace imports
