#pragma once
// Categories of the inventory: what kinds of objects there are, and what is asked about each.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "forms/form.h"

namespace potential {

/// Words by which files and people call a field ("kind") or one of its options ("kind.cave").
struct Alias {
  std::string of;
  std::vector<std::string> words;
};

struct Category {
  std::string key;    ///< in addresses: "wisata"
  forms::Words name;  ///< "Wisata"
  forms::Words one;   ///< "objek wisata"
  forms::Words about;
  std::vector<std::string> words;   ///< for the search, in both languages
  std::vector<std::string> duties;  ///< by which a tupoksi item names it: "wisata", "pariwisata"
  bool chargeable = false;          ///< a tax or levy may be due here
  std::string icon;                 ///< path of a 24 × 24 drawing
  std::vector<Alias> aliases;
  forms::Form own;    ///< its own fields
  forms::Form whole;  ///< what an officer fills in: the fields of every object, then its own

  /// Empty when none are known.
  std::span<const std::string> words_for(std::string_view field_or_option) const;
};

class CategoryBook {
 public:
  /// From files data/categories/*.json: common.json, and one for each category. Refuses (kInvalid) with the
  /// file's name.
  static base::Result<CategoryBook> read(base::EmbeddedFiles files);
  /// The categories that the program ships.
  static const CategoryBook& shipped();

  /// nullptr when there is none of that key.
  const Category* find(std::string_view key) const;
  std::span<const Category> all() const { return categories_; }
  /// The fields that every object has.
  const forms::Form& common() const { return common_; }

 private:
  forms::Form common_;
  std::vector<Category> categories_;
};

}  // namespace potential
