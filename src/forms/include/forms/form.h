#pragma once
// Form: the typed description of what is asked, from which pages, checks and JSON Schema all follow.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "text/catalogue.h"

namespace forms {

/// Words for people: a key of the catalogue, or both languages as they stand in a data file.
struct Words {
  std::string key = {};
  std::string id = {}, en = {};

  bool empty() const { return key.empty() && id.empty() && en.empty(); }
  bool operator==(const Words&) const = default;
};
std::string say(const Words& words, text::Language language, const text::Catalogue& catalogue);

/// Each kind with its value in JSON.
enum class Kind {
  kText,         ///< a string of one line
  kLongText,     ///< a string of several lines
  kInteger,      ///< a whole number
  kDecimal,      ///< a number
  kMoney,        ///< whole rupiah
  kDate,         ///< "2026-11-24"; where approximate is set also "2026-11" and "2026"
  kChoice,       ///< the value of one option
  kMultiChoice,  ///< an array of values of options
  kYesNo,        ///< true or false
  kPlace,        ///< {"lat": -2.61, "lon": 102.39}, WGS 84 degrees
  kFile,         ///< the digest under which the file is stored
  kUrl,          ///< an address that begins with http:// or https://
  kPhone,        ///< 6 to 15 digits, as typed
};
std::string_view name(Kind kind);  ///< "long_text", as in a description's "type"

struct Option {
  std::string value = {};
  Words label = {}, hint = {};
};

struct Field {
  std::string key = {};  ///< [a-z][a-z0-9_]*, at most 40 characters
  Kind kind = Kind::kText;
  Words label = {}, hint = {};
  bool required = false;
  std::optional<double> min = {}, max = {};             ///< of integer, decimal, money
  std::string earliest = {}, latest = {};               ///< of a date, "2026-11-24"; empty for none
  std::optional<int> min_length = {}, max_length = {};  ///< characters of a text, options of a multi-choice
  Words unit = {};                                      ///< of a number
  bool approximate = false;                             ///< a date may be known to the month or the year only
  std::vector<Option> options = {};
  std::vector<std::string> accept = {};  ///< media types of a file
};

struct Form {
  std::string key = {};
  Words title = {};
  std::vector<Field> fields = {};

  const Field* find(std::string_view field_key) const;
};

/// Longest text where a field sets no limit of its own.
inline constexpr int kTextLength = 200;
inline constexpr int kLongTextLength = 10'000;

/// Reads a description, {"key", "title", "fields": [{"key", "type", "label", "required", "min", …}]}. Refuses
/// (kInvalid, "forms.description_wrong") what it does not understand, every place named in `fields`.
base::Result<Form> parse_form(const base::Json& description);

/// JSON Schema 2020-12 of the values, titles and descriptions in the given language.
base::Json json_schema(const Form& form, text::Language language, const text::Catalogue& catalogue);

}  // namespace forms
