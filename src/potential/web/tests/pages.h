#pragma once
// The pages of the inventory over a store, asked as a browser asks.
#include "potential_web/potential_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/forms.h"
#include "embedded/geo.h"
#include "embedded/http.h"
#include "embedded/identity.h"
#include "embedded/potential_web.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "support/pages.h"
#include "tests/inventory.h"

namespace potential_test {

using ::testing::HasSubstr;
using ::testing::Not;

inline const text::Catalogue& catalogue() {
  static const base::EmbeddedFiles files[] = {embedded::text(),  embedded::forms(),    embedded::geo(),
                                              embedded::http(),  embedded::view(),     embedded::region(),
                                              embedded::files(), embedded::identity(), embedded::potential()};
  static const text::Catalogue all(files);
  return all;
}

inline view::SiteConfig config() {
  return {.regency = {.id = "Kabupaten Mekarsari", .en = "Mekarsari Regency"},
          .regency_short = {.id = "Kab. Mekarsari", .en = "Mekarsari"},
          .owner = {.id = "Pemerintah Kabupaten Mekarsari", .en = "Government of Mekarsari"},
          .place = "Mekarsari",
          .secret = "0123456789abcdef0123456789abcdef"};
}

/// The pages of the inventory over a store, asked as a browser asks.
class PotentialPagesTest : public Inventory {
 protected:
  void SetUp() override {
    Inventory::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()},
                                            {"files", embedded::files()},
                                            {"region", embedded::region()},
                                            {"potential", embedded::potential()},
                                            {"view", embedded::view()}};
    db::migrate(database(), modules, {1});
    files_ = std::make_unique<files::Store>(dir() / "files", database(), clock_);
    once_ = std::make_unique<view::Once>(database(), site_);
    context_ = std::make_unique<potential_web::Context>(
        potential_web::Context{database(), desk, *files_, site_, *once_, changes_,
                               [this](const http::Request&) { return signed_in; }});
    potential_web::add_routes(router_, *context_);
  }

  http::Response ask(http::Request request) {
    request.now = tick();
    return support::answer(router_, std::move(request));
  }
  http::Response get(const std::string& path, http::Pairs query = {},
                     text::Language language = text::Language::kId) {
    http::Request request;
    request.path = request.target = path;
    request.query = std::move(query);
    request.language = language;
    return ask(std::move(request));
  }
  http::Response get_json(const std::string& path) {
    http::Request request;
    request.path = request.target = path;
    request.wants_json = true;
    return ask(std::move(request));
  }
  /// Posts with the token of a page that was opened before.
  http::Response post(const std::string& path, http::Pairs fields, http::Pairs query = {}) {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = request.target = path;
    request.query = std::move(query);
    request.cookies = {{"sesi", "s"}};
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    request.network = "10.0.0.0/24";
    fields.add("_csrf", token());
    request.posted.fields = std::move(fields);
    return ask(std::move(request));
  }
  std::string token() {
    http::Request request;
    request.path = request.target = "/";
    request.cookies = {{"sesi", "s"}};
    const auto page = site_.page(request, {.title = "x"}, "view/csrf", base::Json::object());
    const std::string& html = body(page);
    const std::size_t at = html.find("name=\"_csrf\" value=\"") + 20;
    return html.substr(at, html.find('"', at) - at);
  }
  static const std::string& body(const http::Response& response) {
    return std::get<std::string>(response.body);
  }

  identity::Actor signed_in;
  http::Changes changes_;

 private:
  base::FixedClock clock_{kNow};
  view::Views views_{{{"view", embedded::view()}, {"potential", embedded::potential_web()}}, catalogue(), {}};
  view::Look look_;
  view::Site site_{config(), views_, look_};
  std::unique_ptr<files::Store> files_;
  std::unique_ptr<view::Once> once_;
  std::unique_ptr<potential_web::Context> context_;
  http::Router router_;
};

}  // namespace potential_test
