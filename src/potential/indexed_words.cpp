#include "indexed_words.h"

#include <algorithm>

#include "potential/words.h"

namespace potential {
namespace {

void add(std::vector<IndexedWord>& out, WordField field, std::string_view text) {
  for (auto& word : words_of(text)) out.push_back({std::move(word), field});
}

/// "waterfall, air terjun, curup": the chosen options of the category's own fields.
void add_options(std::vector<IndexedWord>& out, const Record& record, const Category& category) {
  for (const forms::Field& field : category.own.fields) {
    if (field.kind != forms::Kind::kChoice) continue;
    const std::string& chosen = record.details.at(field.key).as_string();
    const auto option = std::ranges::find(field.options, chosen, &forms::Option::value);
    // Only what an object is: "unknown" and the like would find everything.
    if (option == field.options.end() || !field.required) continue;
    add(out, WordField::kKind, option->label.id);
    add(out, WordField::kKind, option->label.en);
    for (const std::string& word : category.words_for(field.key + "." + chosen))
      add(out, WordField::kKind, word);
  }
}

}  // namespace

std::vector<IndexedWord> indexed_words(const Record& record, const CategoryBook& categories,
                                       const region::AreaBook& areas) {
  std::vector<IndexedWord> out;
  add(out, WordField::kName, record.name);
  if (const Category* category = categories.find(record.category)) {
    for (const std::string& word : category->words) add(out, WordField::kKind, word);
    add_options(out, record, *category);
    add(out, WordField::kText, record.details.at("product").as_string());
  }
  const region::Area* area = areas.find(record.area_code);
  for (; area != nullptr && area->level != region::Level::kRegency; area = areas.parent(*area))
    add(out, WordField::kPlace, area->name);
  add(out, WordField::kText, record.description_id);
  add(out, WordField::kText, record.description_en);
  return out;
}

}  // namespace potential
