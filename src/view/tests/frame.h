#pragma once
// A site with a page of its own, as the program composes it.
#include <array>

#include "embedded/forms.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "view/site.h"

namespace view {

inline SiteConfig site_config() {
  return {.regency = {.id = "Kabupaten Contoh", .en = "Contoh Regency"},
          .regency_short = {.id = "Kab. Contoh", .en = "Contoh"},
          .owner = {.id = "Pemerintah Kabupaten Contoh", .en = "Government of Contoh Regency"},
          .place = "Contoh",
          .footer = {{"view.public_pages", "/bantuan"}},
          .sample = true,
          .secret = "0123456789abcdef0123456789abcdef"};
}

/// Page "page/page" is `source`; its sentences are those of the program.
struct TestSite {
  explicit TestSite(std::string_view source, SiteConfig config = site_config(),
                    http::Assets* assets = nullptr)
      : files{{{"views/page.mustache", source}}},
        views(
            {{"view", embedded::view()}, {"page", files}}, catalogue,
            {.asset_url =
                 [assets](std::string_view path) { return assets ? assets->url(path) : std::string(path); }}),
        site(std::move(config), views, look) {}

  const base::EmbeddedFiles texts[3] = {embedded::text(), embedded::forms(), embedded::view()};
  text::Catalogue catalogue{texts};
  Look look;
  std::array<base::EmbeddedFile, 1> files;
  Views views;
  Site site;
};

inline const std::string& body(const http::Response& response) {
  return std::get<std::string>(response.body);
}

inline http::Request get(std::string path, http::Pairs cookies = {},
                         text::Language language = text::Language::kId) {
  http::Request request;
  request.path = path;
  request.target = path;
  request.cookies = std::move(cookies);
  request.language = language;
  return request;
}

/// The value of a hidden field of a page.
inline std::string hidden(const std::string& html, const std::string& name) {
  const std::string mark = "name=\"" + name + "\" value=\"";
  const std::size_t at = html.find(mark);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + mark.size();
  return html.substr(begin, html.find('"', begin) - begin);
}

/// The value of a cookie that a response sets.
inline std::string set_cookie(const http::Response& response, const std::string& name) {
  for (const auto& [field, value] : response.headers)
    if (field == "Set-Cookie" && value.starts_with(name + "="))
      return value.substr(name.size() + 1, value.find(';') - name.size() - 1);
  return {};
}

}  // namespace view
