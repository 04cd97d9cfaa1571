#include "view/views.h"

#include <gtest/gtest.h>

#include "base/failure.h"
#include "support/temp_dir.h"

namespace view {
namespace {

using base::Json;
using text::Language;

constexpr base::EmbeddedFile kTexts[] = {
    {"text/id.json",
     R"({"a.found":"Ditemukan **{n:number}** objek di {place}","a.cost":"Biaya {price:rupiah}",
                         "a.next":"Berikutnya & seterusnya"})"},
    {"text/en.json",
     R"({"a.found":"**{n:number}** {n:one object|other objects} found in {place}","a.cost":"Costs {price:rupiah}",
                         "a.next":"Next & so on"})"}};

struct Fixture {
  explicit Fixture(std::string_view source, std::string_view partial = "", ViewOptions options = {})
      : files{{{"web/views/page.mustache", source},
               {"web/views/part.mustache", partial},
               {"text/x.json", "{}"}}},
        views({{"a", files}}, catalogue, std::move(options)) {}

  std::string render(const char* data, Language language = Language::kId) const {
    return views.render("a/page", language, Json::parse(data).value());
  }

  const base::EmbeddedFiles texts[1] = {kTexts};
  text::Catalogue catalogue{texts};
  std::array<base::EmbeddedFile, 3> files;
  Views views;
};

std::string fault_of(std::string_view source) {
  try {
    Fixture fixture(source);
  } catch (const base::Failure& failure) {
    return failure.what();
  }
  return {};
}

TEST(Views, EscapeEveryValue) {
  EXPECT_EQ(Fixture("<b title=\"{{x}}\">{{x}}</b>").render(R"({"x": "<i a='1'>&\""})"),
            "<b title=\"&lt;i a=&#39;1&#39;&gt;&amp;&#34;\">&lt;i a=&#39;1&#39;&gt;&amp;&#34;</b>");
  EXPECT_EQ(Fixture("{{{x}}}{{&x}}").render(R"({"x": "<svg/>"})"), "<svg/><svg/>");
}

TEST(Views, RepeatASectionForEachItemAndSeeWhatIsAround) {
  const Fixture fixture(
      "{{#rows}}<li>{{name}} {{unit}}{{#sub}}({{.}}){{/sub}}</li>{{/rows}}{{^rows}}-{{/rows}}");
  EXPECT_EQ(
      fixture.render(R"({"unit": "m", "rows": [{"name": "A", "sub": [1, 2]}, {"name": "B", "unit": "km"}]})"),
      "<li>A m(1)(2)</li><li>B km</li>");
  EXPECT_EQ(fixture.render(R"({"rows": []})"), "-");
  EXPECT_EQ(Fixture("{{#a}}{{b.c}}{{/a}}{{#n}}x{{/n}}{{^n}}y{{/n}}")
                .render(R"({"a": {"b": {"c": 1}}, "n": false})"),
            "1y");
}

TEST(Views, PutSentencesInThePagesLanguageWithTheirValues) {
  const Fixture fixture("<p>[[a.found]]</p><a href=\"[[/potensi/]]{{slug}}\">[[a.next]]</a>");
  const char* data = R"({"n": 1, "place": "<Limun>", "slug": "goa"})";
  EXPECT_EQ(fixture.render(data),
            "<p>Ditemukan <b>1</b> objek di &lt;Limun&gt;</p><a href=\"/potensi/goa\">Berikutnya &amp; "
            "seterusnya</a>");
  EXPECT_EQ(fixture.render(data, Language::kEn),
            "<p><b>1</b> object found in &lt;Limun&gt;</p><a href=\"/en/potensi/goa\">Next &amp; so on</a>");
}

TEST(Views, WriteValuesInTheirForm) {
  const Fixture fixture("{{p:rupiah}};{{n:number}};{{d:date}};{{t:local}};{{k:say}};{{m:say}}");
  const char* data =
      R"({"p": 5000, "n": 1234, "d": "2026-11-24", "t": {"id": "Gua", "en": "Cave"}, "k": "a.next",
                         "m": {"key": "a.cost", "values": {"price": 3400}}})";
  EXPECT_EQ(fixture.render(data),
            "Rp5.000;1.234;24 November 2026;Gua;Berikutnya &amp; seterusnya;Biaya Rp3.400");
  EXPECT_EQ(fixture.render(data, Language::kEn),
            "Rp5,000;1,234;24 November 2026;Cave;Next &amp; so on;Costs Rp3,400");
}

TEST(Views, MakeAddressesSafe) {
  const Fixture fixture("{{a:href}} {{b:href}} {{c:href}} {{d:path}} {{e:path}}");
  EXPECT_EQ(
      fixture.render(
          R"J({"a": "javascript:alert(1)", "b": "https://x.id/?a=1&b=2", "c": "//evil.id", "d": "/desa", "e": "/"})J",
          Language::kEn),
      "# https://x.id/?a=1&amp;b=2 # /en/desa /en/");
}

TEST(Views, MakeParagraphsOfLines) {
  EXPECT_EQ(Fixture("{{x:paragraphs}}").render(R"({"x": "satu\ndua <\n\ntiga\n"})"),
            "<p>satu<br>dua &lt;</p><p>tiga</p>");
}

TEST(Views, LeaveOutIndentationAndEmptyLines) {
  EXPECT_EQ(
      Fixture("\n  <ul>\n    {{#a}}\n    <li>{{.}}</li>\n    {{/a}}\n  </ul>\n\n").render(R"({"a": [1, 2]})"),
      "<ul>\n<li>1</li>\n<li>2</li>\n</ul>\n");
  EXPECT_EQ(Fixture("a {{x}} b\n c").render(R"({"x": 1})"), "a 1 b\nc");
}

TEST(Views, IncludePartialsOfTheirModule) {
  EXPECT_EQ(Fixture("{{#f}}{{> a/part}}{{/f}}", "<i>{{x}}</i>").render(R"({"f": [{"x": 1}, {"x": 2}]})"),
            "<i>1</i><i>2</i>");
}

TEST(Views, VersionStaticFiles) {
  const ViewOptions options{.asset_url = [](std::string_view path) { return std::string(path) + "?v=1"; }};
  EXPECT_EQ(Fixture("[[/static/work.css]]", "", options).render("{}", Language::kEn), "/static/work.css?v=1");
}

TEST(Views, NameEveryFaultAtTheStart) {
  const std::string faults = fault_of("[[a.nope]]{{> a/nope}}{{x:nope}}{{#a}}{{/b}}");
  for (const char* fault :
       {"a/page: no sentence a.nope", "no partial a/nope", "no form nope", "closes what is not open: b"})
    EXPECT_NE(faults.find(fault), std::string::npos) << fault << "\n" << faults;
  EXPECT_NE(fault_of("{{#a}}").find("a section is not closed: a"), std::string::npos);
  EXPECT_NE(fault_of("{{> a/page}}").find("includes itself"), std::string::npos);
}

TEST(Views, RefuseANameThatTheDataLacks) {
  EXPECT_DEATH_IF_SUPPORTED((setenv("SERUMPUN_ABORT_ON_BUG", "1", 1), Fixture("{{misspelt}}").render("{}")),
                            "misspelt");
  EXPECT_EQ(Fixture("{{x}}{{x.y}}").render(R"({"x": null})"), "");
  EXPECT_EQ(Fixture("{{x}}", "", {.strict = false}).render("{}"), "");
}

TEST(Views, KnowWhichNamesATemplateAsksFor) {
  const Fixture fixture("{{> a/part}}", "{{_csrf}}");
  EXPECT_TRUE(fixture.views.asks_for("a/page", "_csrf"));
  EXPECT_FALSE(fixture.views.asks_for("a/page", "_key"));
}

TEST(Views, AreReadAgainFromDiskWhileDeveloping) {
  support::TempDir folder;
  support::write_file(folder / "a/web/views/page.mustache", "lama");
  support::write_file(folder / "a/web/views/part.mustache", "");
  const Fixture fixture("dari program", "", {.read_from = folder.path()});
  EXPECT_EQ(fixture.render("{}"), "lama");
  support::write_file(folder / "a/web/views/page.mustache", "baru");
  EXPECT_EQ(fixture.render("{}"), "baru");
}

}  // namespace
}  // namespace view
