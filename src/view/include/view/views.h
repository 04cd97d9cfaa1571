#pragma once
// Views: the templates of every module, compiled once for each language when the program starts.
//
// Mustache (sections, inverted sections, partials, comments) with what pages of two languages need; see
// README.md:
//   [[potential.name]]      the sentence of that key, its {values} taken from the data
//   [[/potensi/]]           a path of ours in the page's language; [[/static/work.css]] with its version
//   {{price:rupiah}}        a value in a form of text/sentence.h, or :path :href :say :local :paragraphs
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/json.h"
#include "text/catalogue.h"

namespace view {

/// Where a module's templates are: "views/object.mustache" or "web/views/object.mustache" of module
/// "potential" is named "potential/object".
struct ViewSource {
  std::string module;
  base::EmbeddedFiles files;
};

struct ViewOptions {
  /// The address of a static file with its version; without it the path as it stands.
  std::function<std::string(std::string_view path)> asset_url = {};
  /// The source folder "src": templates are read from there at each request (--dev). Empty: the compiled
  /// ones.
  std::filesystem::path read_from = {};
  /// A name that the data lacks is an error. Sections may always lack theirs; null counts as there.
  bool strict = true;
};

class Views {
 public:
  /// Throws Failure naming every fault: an unknown key, partial or form, a section that is not closed.
  /// `catalogue` outlives this.
  Views(std::vector<ViewSource> sources, const text::Catalogue& catalogue, ViewOptions options = {});
  ~Views();
  Views(const Views&) = delete;
  Views& operator=(const Views&) = delete;

  /// An unknown template is a bug.
  std::string render(std::string_view name, text::Language language, const base::Json& data) const;
  /// Whether the template, its partials included, asks for that name.
  bool asks_for(std::string_view name, std::string_view value) const;

  std::vector<std::string> names() const;
  const text::Catalogue& catalogue() const { return catalogue_; }
  std::string asset_url(std::string_view path) const { return options_.asset_url(path); }

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compile() const;
  std::shared_ptr<const Compiled> current() const;

  std::vector<ViewSource> sources_;
  const text::Catalogue& catalogue_;
  ViewOptions options_;
  std::shared_ptr<const Compiled> compiled_;
};

/// A message as data, for {{name:say}}.
base::Json to_json(const base::Message& message);

/// & < > " ' as entities.
void append_escaped(std::string& out, std::string_view text);

}  // namespace view
