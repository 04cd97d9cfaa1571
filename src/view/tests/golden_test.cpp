// Whole pages made of the shared parts, in both languages, compared byte for byte; `./run golden` writes them
// anew, to be looked at.
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
std::string page_of(const std::string& name, text::Language language, const PageHead& head,
                    const Json& data) {
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
  std::string html =
      body(test.site.page(get("/" + name, {{"tamu", "guest"}}, language), head, "page/page", data));
  if (const std::string key = hidden(html, "_key"); !key.empty())
    html.replace(html.find(key), key.size(), "KEY");
  return html;
}

/// The parts speak the language; the data of the demo is Indonesian in both.
template <class DataOf>
void compare(const std::string& name, const PageHead& head, DataOf data_of) {
  const char* mode = std::getenv("SERUMPUN_GOLDEN");
  for (const auto language : {text::Language::kId, text::Language::kEn}) {
    const std::string html = page_of(name, language, head, data_of(language));
    const auto file = kFolder / "golden" / (name + (language == text::Language::kEn ? ".en.html" : ".html"));
    if (mode != nullptr && std::string_view(mode) == "write") support::write_file(file, html);
    ASSERT_TRUE(std::filesystem::exists(file)) << file << " is missing; `./run golden` makes it";
    EXPECT_EQ(support::read_file(file), html) << file << " differs; `./run golden` writes it anew";
  }
}

/// The same data for both languages.
auto always(Json data) {
  return [data = std::move(data)](text::Language) { return data; };
}

TEST(Golden, HomePageBeginsWithSearch) {
  compare(
      "home",
      {.title = "Potensi Kabupaten Sarolangun", .description = "Tempat, usaha, dan hasil bumi Sarolangun"},
      always(demo("home")));
}

TEST(Golden, ObjectPageSaysWhatItIsWhereAndWhoSaysSo) {
  Json data = demo("object");
  data["map"]["svg_html"] = support::read_file(kFolder / "demo/locator.svg");
  compare("object", {.title = "Goa Calau Petak, Limun: wisata", .wide = true}, always(data));
}

TEST(Golden, InventoryIsADenseTable) {
  compare("inventory",
          {.title = "Inventaris wisata (46)",
           .frame = Frame::kWork,
           .nav = "/petugas/potensi",
           .side = demo("side")},
          always(demo("inventory")));
}

Json form_page(text::Language language, const FormState& state) {
  static const text::Catalogue catalogue = [] {
    const base::EmbeddedFiles modules[] = {embedded::text(), embedded::forms(), embedded::view()};
    return text::Catalogue(modules);
  }();
  const forms::Form form = forms::parse_form(demo("form")).value();
  return Json::object({{"form", form_data(form, state, language, catalogue)},
                       {"step_lead", "Akta kelahiran"},
                       {"step", "Langkah 2 dari 5, kira-kira 4 menit lagi"},
                       {"heading", "Kapan dan di mana anak lahir?"},
                       {"send", "Simpan, lanjut"},
                       {"later", "Simpan, teruskan nanti"}});
}

TEST(Golden, FormAsksOneGroupOfQuestions) {
  compare("form", {.title = "Kapan dan di mana anak lahir?"},
          [](text::Language language) { return form_page(language, {}); });
}

TEST(Golden, FormShowsAllItsErrors) {
  http::Request request = get("/form");
  request.posted.fields = {
      {"born.day", "31"}, {"born.month", "11"}, {"born.year", "2026"}, {"helper", "midwife"}};
  const forms::Form form = forms::parse_form(demo("form")).value();
  const ReadForm read = read_form(form, request);
  compare("form-error", {.title = "Kapan dan di mana anak lahir?", .wrong = true},
          [&](text::Language language) {
            return form_page(language, {.typed = &request.form(), .errors = &read.errors});
          });
}

}  // namespace
}  // namespace view
