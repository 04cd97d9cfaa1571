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

/// What web/build.mjs makes.
constexpr const char* kBuilt[] = {"citizen.js",  "work.js",      "citizen_map.js",    "citizen_map.css",
                                  "work_map.js", "work_map.css", "work_map_worker.js"};

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
  for (const char* name : {"favicon.svg", "robots.txt"}) {
    const base::EmbeddedFile* file = find("static/" + std::string(name));
    base::check(file != nullptr, "every static file is compiled in");
    assets.add(std::string(name) == "robots.txt" ? "/robots.txt" : "/static/" + std::string(name),
               std::string(file->content));
  }
  for (const std::string name : kBuilt) {
    const base::EmbeddedFile* file = find("dist/" + name);
    std::string content(file == nullptr ? std::string_view() : file->content);
    if (name.ends_with(".css")) content = make_sheet(css("tokens.css"), content);
    assets.add("/static/" + name, std::move(content));
    for (const std::string ending : {".br", ".gz"})
      if (const base::EmbeddedFile* small = find("dist/" + name + ending))
        assets.add("/static/" + name + ending, std::string(small->content));
  }
}

bool Look::has_script(std::string_view name) {
  return find("dist/" + std::string(name)) != nullptr;
}

}  // namespace view
