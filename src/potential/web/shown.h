#pragma once
// Things of the inventory in the words of a language, as the templates want them.
#include <memory>
#include <string>
#include <string_view>

#include "potential/listing.h"
#include "potential_web/potential_pages.h"
#include "view/status.h"

namespace potential_web {

class Shown {
 public:
  Shown(const Context& context, db::Reader& reader, text::Language language);

  using Values = std::vector<std::pair<std::string, base::Message::Value>>;
  std::string say(std::string_view key,
                  Values values = {}) const;  ///< "home_title" of "potential.home_title"
  std::string words(const forms::Words& words) const;

  /// "Desa Napal Melintang, Kecamatan Limun"
  std::string area(std::string_view code) const;
  /// "Desa Napal Melintang"
  std::string area_alone(std::string_view code) const;
  std::string regency() const;
  /// "gua", of the option "cave"; empty for none.
  std::string option(const forms::Form& form, std::string_view field, std::string_view value) const;
  /// A value of a field as a sentence would hold it: options by their labels, amounts as rupiah, with its
  /// unit.
  std::string value(const forms::Field& field, const base::Json& value) const;
  /// "air terjun", else the category's own name for one of its objects.
  std::string kind(const potential::Listed& listed) const;

  /// {path, name, kind, where}, for view/places.
  base::Json place(const potential::Listed& listed) const;
  base::Json places(const std::vector<potential::Listed>& list) const;

  const region::AreaBook& book() const { return *book_; }
  const potential::CategoryBook& categories() const { return context_.desk.categories(); }
  text::Language language() const { return language_; }

 private:
  const Context& context_;
  std::shared_ptr<const region::AreaBook> book_;
  text::Language language_;
};

/// The first letter large, where a line begins with what is a word in a sentence elsewhere.
std::string capital(std::string words);
view::Tone tone_of(potential::State state);
base::Json status_of(std::string_view state);

}  // namespace potential_web
