#pragma once
// Template: one template in one language, as a flat list of steps with sentences and partials already in
// place.
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "text/catalogue.h"

namespace view {

/// How a value is written into the page.
enum class Filter {
  kText,        ///< in a form of text::Format, escaped
  kRaw,         ///< as it stands: markup that we made
  kPath,        ///< a path of ours: gets the language's prefix
  kHref,        ///< an address from outside: http, https, mailto, tel or a path, anything else becomes "#"
  kSay,         ///< a key of the catalogue, or a message with values
  kLocal,       ///< {"id", "en"} in the page's language
  kParagraphs,  ///< several lines as paragraphs
};

struct Step {
  enum class Kind { kWords, kValue, kPlural, kOpen, kOpenInverted, kClose };
  Kind kind = Kind::kWords;
  std::string words = {};              ///< kWords: HTML
  std::vector<std::string> path = {};  ///< the dotted name; empty means the item itself
  Filter filter = Filter::kText;
  text::Format format = text::Format::kPlain;
  std::string one = {}, other = {};  ///< kPlural, HTML
  std::size_t partner = 0;           ///< kOpen…: its kClose; kClose: its opening
};

class Template {
 public:
  struct Context {
    text::Language language;
    const text::Catalogue& catalogue;
    bool strict = true;
  };
  /// Throws std::logic_error through check() on a name that the data lacks, if strict.
  std::string render(const Context& context, const base::Json& data) const;
  bool asks_for(std::string_view name) const { return names_.contains(name); }

 private:
  friend class Compiler;
  std::vector<Step> steps_;
  std::set<std::string, std::less<>> names_;
};

/// What a compiler needs from around it.
struct Surroundings {
  text::Language language;
  const text::Catalogue& catalogue;
  std::function<const std::string*(std::string_view name)> source;  ///< of a partial; nullptr: no such
  std::function<std::string(std::string_view path)> asset_url;
};

/// The template, its faults appended to `faults`.
Template compile_template(std::string_view name, const Surroundings& around,
                          std::vector<std::string>& faults);

}  // namespace view
