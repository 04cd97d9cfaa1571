#include "potential/category.h"

#include <algorithm>

#include "base/check.h"
#include "base/json.h"
#include "embedded/potential.h"

namespace potential {
namespace {

forms::Words words_in(const base::Json& json) {
  return {.id = json.at("id").as_string(), .en = json.at("en").as_string()};
}

std::vector<std::string> texts_in(const base::Json& json) {
  std::vector<std::string> texts;
  for (const base::Json& item : json.as_array()) texts.push_back(item.as_string());
  return texts;
}

base::Result<Category> read_category(const base::Json& json, const forms::Form& common) {
  auto own = forms::parse_form(json.at("form"));
  if (!own) return base::fail(std::move(own.error()));
  Category category{.key = json.at("key").as_string(),
                    .name = words_in(json.at("name")),
                    .one = words_in(json.at("one")),
                    .about = words_in(json.at("about")),
                    .words = texts_in(json.at("words")),
                    .duties = texts_in(json.at("duties")),
                    .chargeable = json.at("chargeable").as_bool(),
                    .icon = json.at("icon").as_string(),
                    .aliases = {},
                    .own = std::move(*own),
                    .whole = common};
  for (const auto& [of, words] : json.at("aliases").as_object())
    category.aliases.push_back({of, texts_in(words)});
  category.whole.key = category.key;
  category.whole.title = category.name;
  for (const forms::Field& field : category.own.fields) {
    if (common.find(field.key) != nullptr)
      return base::fail(base::ErrorCode::kInvalid, {"potential.field_twice", {{"field", field.key}}});
    category.whole.fields.push_back(field);
  }
  if (category.key.empty() || category.name.id.empty() || category.name.en.empty())
    return base::fail(base::ErrorCode::kInvalid, {"potential.category_without_name", {}});
  return category;
}

/// The order in which people meet them; categories that a regency adds come after.
constexpr std::string_view kOrder[] = {"wisata",   "gua",   "cagar-budaya", "komoditas", "sumber-daya-alam",
                                       "industri", "pasar", "fasilitas",    "retribusi"};

auto place_in_order(const Category& category) {
  return std::ranges::find(kOrder, category.key) - kOrder;
}

}  // namespace

std::span<const std::string> Category::words_for(std::string_view field_or_option) const {
  const auto found = std::ranges::find(aliases, field_or_option, &Alias::of);
  if (found == aliases.end()) return {};
  return found->words;
}

base::Result<CategoryBook> CategoryBook::read(base::EmbeddedFiles files) {
  CategoryBook book;
  const auto in_file = [](base::Error error, const base::EmbeddedFile& file) {
    error.message.values.emplace_back("file", std::string(file.name));
    return base::fail(std::move(error));
  };
  const auto is_category = [](const base::EmbeddedFile& f) {
    return f.name.find("categories/") != std::string_view::npos && f.name.ends_with(".json");
  };
  for (const bool common : {true, false}) {
    for (const base::EmbeddedFile& file : files) {
      if (!is_category(file) || file.name.ends_with("/common.json") != common) continue;
      const auto json = base::Json::parse(file.content);
      if (!json) return in_file(json.error(), file);
      if (common) {
        auto form = forms::parse_form(*json);
        if (!form) return in_file(form.error(), file);
        book.common_ = std::move(*form);
        continue;
      }
      auto category = read_category(*json, book.common_);
      if (!category) return in_file(category.error(), file);
      book.categories_.push_back(std::move(*category));
    }
  }
  std::ranges::stable_sort(book.categories_, {}, place_in_order);
  return book;
}

const CategoryBook& CategoryBook::shipped() {
  static const CategoryBook book = [] {
    auto read = CategoryBook::read(embedded::potential());
    base::check(read.has_value(), "the shipped categories can be read");
    return std::move(*read);
  }();
  return book;
}

const Category* CategoryBook::find(std::string_view key) const {
  const auto found = std::ranges::find(categories_, key, &Category::key);
  return found == categories_.end() ? nullptr : &*found;
}

}  // namespace potential
