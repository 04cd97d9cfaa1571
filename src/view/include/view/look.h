#pragma once
// Look: the style sheets made at start, and the static files every page refers to.
#include <string>

#include "http/assets.h"

namespace view {

class Look {
 public:
  Look();

  /// The one style element of every citizen page.
  const std::string& citizen_style() const { return citizen_style_; }
  /// "sha256-…", for http::Security::style_hashes.
  std::string style_hash() const;
  /// /static/work.css, /static/favicon.svg, /robots.txt, the scripts and their sheets.
  void add_to(http::Assets& assets) const;
  /// Whether /static/NAME was built. Without node it was not: the address is there, empty, and pages work all
  /// the same.
  static bool has_script(std::string_view name);

 private:
  std::string citizen_style_, work_sheet_;
};

}  // namespace view
