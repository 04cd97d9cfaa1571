#include "view/look.h"

#include <algorithm>

#include "base/check.h"
#include "base/digest.h"
#include "embedded/web.h"
#include "sheet.h"

namespace view {
namespace {

const base::EmbeddedFile* find(std::string_view name) {
  const base::EmbeddedFiles files = embedded::web();
  const auto found = std::ranges::find(files, name, &base::EmbeddedFile::name);
  return found == files.end() ? nullptr : &*found;
}

std::string css(std::string_view name) {
  const base::EmbeddedFile* file = find("css/" + std::string(name));
  base::check(file != nullptr, "every style sheet is compiled in");
  return std::string(file->content);
}

}  // namespace

Look::Look() {
  const std::string tokens = css("tokens.css"), base_rules = css("base.css");
  citizen_style_ = make_sheet(tokens, base_rules + css("citizen.css"));
  work_sheet_ = make_sheet(tokens, base_rules + css("work.css"));
}

std::string Look::style_hash() const {
  // CSP wants the ordinary alphabet with its padding (RFC 4648, section 4).
  std::string text = base::base64url(base::sha256(citizen_style_));
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return "sha256-" + text + "=";
}

void Look::add_to(http::Assets& assets) const {
  assets.add("/static/work.css", work_sheet_);
  for (const base::EmbeddedFile& file : embedded::web()) {
    const std::string_view name = file.name.substr(file.name.find_last_of('/') + 1);
    if (file.name == "static/robots.txt") {
      assets.add("/robots.txt", std::string(file.content));
    } else if (!file.name.starts_with("css/")) {
      assets.add("/static/" + std::string(name), std::string(file.content));
    }
  }
}

bool Look::has_script(std::string_view name) {
  return find("dist/" + std::string(name)) != nullptr;
}

}  // namespace view
