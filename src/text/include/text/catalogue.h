#pragma once
// Catalogue: every sentence the program can say, by key and language.
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "base/error.h"
#include "text/sentence.h"

namespace text {

class Catalogue {
 public:
  /// Reads text/id.json and text/en.json of every module: flat objects from the whole key
  /// ("potential.name_missing") to the sentence. Throws Failure naming every fault: a key in one language
  /// only or in two modules, a sentence that cannot be read, values that differ between the languages.
  explicit Catalogue(std::span<const base::EmbeddedFiles> modules, base::UtcOffset zone = {});

  /// The sentence with its values. An unknown key or a missing value is our bug: check() fails.
  std::string say(Language language, const base::Message& message) const;

  /// Nothing when the key is unknown.
  const Sentence* find(Language language, std::string_view key) const;
  bool has(std::string_view key) const { return find(Language::kId, key) != nullptr; }
  std::vector<std::string> keys() const;
  base::UtcOffset zone() const { return zone_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Both = std::array<Sentence, 2>;
  std::unordered_map<std::string, Both, Hash, std::equal_to<>> sentences_;
  base::UtcOffset zone_;
};

}  // namespace text
