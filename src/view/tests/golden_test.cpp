// Whole pages made of the shared parts, compared byte for byte; `SERUMPUN_GOLDEN=write` writes them anew, to
// be looked at.
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/temp_dir.h"
#include "tests/frame.h"

namespace view {
namespace {

using base::Json;

const std::filesystem::path kFolder = std::filesystem::path(SERUMPUN_VIEW_TESTS);

Json demo(const std::string& name) {
  return Json::parse(support::read_file(kFolder / "demo" / (name + ".json"))).value();
}

/// A page as the reader gets it, tokens that change each time blanked.
std::string page_of(const std::string& name, PageHead head, Json data, http::Pairs cookies = {}) {
  SiteConfig config = site_config();
  config.place = "Sarolangun";
  config.regency = {.id = "Kabupaten Sarolangun", .en = "Sarolangun Regency"};
  config.regency_short = {.id = "Kab. Sarolangun", .en = "Sarolangun"};
  if (head.frame == Frame::kWork)
    config.visitor = [](const http::Request&) {
      return Visitor{.name = "Rina Marlina",
                     .duty = "view.work_space",
                     .office = "Dinas Pariwisata",
                     .nav = {{"view.public_pages", "/petugas/potensi"}, {"view.pages", "/petugas/impor"}}};
    };
  const std::string source =
      support::read_file(kFolder / "demo" / (name.substr(0, name.find('-')) + ".mustache"));
  const TestSite test(source, config);
  cookies.add("tamu", "guest");
  std::string html =
      body(test.site.page(get("/" + name, std::move(cookies)), head, "page/page", std::move(data)));
  if (const std::string key = hidden(html, "_key"); !key.empty())
    html.replace(html.find(key), key.size(), "KEY");
  return html;
}

void compare(const std::string& name, const std::string& html) {
  const auto file = kFolder / "golden" / (name + ".html");
  if (const char* mode = std::getenv("SERUMPUN_GOLDEN"); mode != nullptr && std::string_view(mode) == "write")
    support::write_file(file, html);
  ASSERT_TRUE(std::filesystem::exists(file)) << "SERUMPUN_GOLDEN=write makes it";
  EXPECT_EQ(support::read_file(file), html) << name << " differs; SERUMPUN_GOLDEN=write writes it anew";
}

TEST(Golden, HomePageBeginsWithSearch) {
  const std::string html = page_of(
      "home",
      {.title = "Potensi Kabupaten Sarolangun", .description = "Tempat, usaha, dan hasil bumi Sarolangun"},
      demo("home"));
  compare("home", html);
}

TEST(Golden, ObjectPageSaysWhatItIsWhereAndWhoSaysSo) {
  Json data = demo("object");
  data["map"]["svg_html"] = support::read_file(kFolder / "demo/locator.svg");
  const std::string html = page_of("object", {.title = "Goa Calau Petak, Limun: wisata", .wide = true}, data);
  compare("object", html);
}

TEST(Golden, InventoryIsADenseTable) {
  compare("inventory", page_of("inventory",
                               {.title = "Inventaris wisata (46)",
                                .frame = Frame::kWork,
                                .nav = "/petugas/potensi",
                                .side = demo("side")},
                               demo("inventory")));
}

Json form_page(const FormState& state) {
  static const text::Catalogue catalogue = [] {
    const base::EmbeddedFiles modules[] = {embedded::text(), embedded::forms(), embedded::view()};
    return text::Catalogue(modules);
  }();
  const forms::Form form = forms::parse_form(demo("form")).value();
  return Json::object({{"form", form_data(form, state, text::Language::kId, catalogue)},
                       {"step_lead", "Akta kelahiran"},
                       {"step", "Langkah 2 dari 5, kira-kira 4 menit lagi"},
                       {"heading", "Kapan dan di mana anak lahir?"},
                       {"send", "Simpan, lanjut"},
                       {"later", "Simpan, teruskan nanti"}});
}

TEST(Golden, FormAsksOneGroupOfQuestions) {
  const std::string html = page_of("form", {.title = "Kapan dan di mana anak lahir?"}, form_page({}));
  compare("form", html);
}

TEST(Golden, FormShowsAllItsErrors) {
  http::Request request = get("/form");
  request.posted.fields = {
      {"born.day", "31"}, {"born.month", "11"}, {"born.year", "2026"}, {"helper", "midwife"}};
  const forms::Form form = forms::parse_form(demo("form")).value();
  const ReadForm read = read_form(form, request);
  compare("form-error", page_of("form-error", {.title = "Kapan dan di mana anak lahir?", .wrong = true},
                                form_page({.typed = &request.form(), .errors = &read.errors})));
}

}  // namespace
}  // namespace view
