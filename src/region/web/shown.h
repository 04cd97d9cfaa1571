#pragma once
// Areas and figures in the words of a language, as the templates want them.
#include <memory>
#include <string>
#include <vector>

#include "region/observation.h"
#include "region_web/routes.h"

namespace region_web {

class Shown {
 public:
  Shown(const Context& context, const http::Request& request, db::Reader& reader);

  using Values = std::vector<std::pair<std::string, base::Message::Value>>;
  std::string say(const char* key, Values values = {}) const;
  /// "Desa Napal Melintang", "Kabupaten Sarolangun"
  std::string full_name(const region::Area& area) const;

  /// {path, name, kind, where} for view/places.
  base::Json place(const region::Area& area) const;
  /// For view/figures: one each of what someone stated.
  base::Json figures(const std::vector<region::Observation>& observations) const;
  /// For view/map; null where the regency has no outline.
  base::Json map(const region::Area& area) const;

  const region::AreaBook& book() const { return *book_; }
  text::Language language() const { return request_.language; }

 private:
  std::string where_in_words(const region::Area& area) const;

  const Context& context_;
  const http::Request& request_;
  std::shared_ptr<const region::AreaBook> book_;
};

}  // namespace region_web
