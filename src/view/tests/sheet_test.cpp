#include "sheet.h"

#include <gtest/gtest.h>

#include "http/assets.h"
#include "view/look.h"

namespace view {
namespace {

constexpr std::string_view kTokens = R"(/* tokens: a note; with signs */
:root {
  --ink: #111;  /* body */
  --page: #fff;
  --font: system-ui, "Segoe UI";
}

:root[data-theme="dark"] {
  --ink: #eee;
  --page: #000;
}
)";

TEST(Sheet, HoldsOnlyTheTokensThatAreUsed) {
  EXPECT_EQ(
      make_sheet(kTokens, "p { color: var(--ink); }"),
      ":root{color-scheme:light;--ink:#111}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){"
      "color-scheme:dark;--ink:#eee}}:root[data-theme=dark]{color-scheme:dark;--ink:#eee}p{color: "
      "var(--ink)}");
}

TEST(Sheet, KeepsTheSpacesThatMean) {
  const std::string sheet =
      make_sheet(kTokens, "a  b >\n c { margin: calc(1px + 2px) 0 }\n/* x */ .d:not(.e) f {}");
  EXPECT_NE(sheet.find("a b>c{margin: calc(1px + 2px) 0}"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find(".d:not(.e) f{}"), std::string::npos) << sheet;
}

TEST(Look, HasAStyleWithItsHash) {
  const Look look;
  EXPECT_EQ(look.style_hash().size(), std::string("sha256-").size() + 44);
  EXPECT_EQ(look.citizen_style().find("/*"), std::string::npos);
  EXPECT_EQ(look.citizen_style().find('\n'), std::string::npos);
  // What would end the style element early.
  EXPECT_EQ(look.citizen_style().find('<'), std::string::npos);
}

TEST(Look, GivesEveryStaticFileAnAddress) {
  http::Assets assets;
  Look().add_to(assets);
  EXPECT_NE(assets.url("/static/work.css").find("?"), std::string::npos);
  EXPECT_NE(assets.url("/static/favicon.svg").find("?"), std::string::npos);
}

}  // namespace
}  // namespace view
