#include "db/page.h"

#include <gtest/gtest.h>

namespace {

TEST(Page, ACursorIsReadBackAsItWasWritten) {
  const base::Json::Array key = {base::Json("Goa Calau Petak? +/"), base::Json(7)};
  const std::string text = db::cursor_text(key);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_EQ(db::parse_cursor(text, 2), key);
}

TEST(Page, OtherTextIsNoCursor) {
  EXPECT_EQ(db::parse_cursor("", 2), std::nullopt);
  EXPECT_EQ(db::parse_cursor("../..", 2), std::nullopt);
  EXPECT_EQ(db::parse_cursor(db::cursor_text({base::Json(1)}), 2), std::nullopt);
  EXPECT_EQ(db::parse_cursor(db::cursor_text({base::Json(1), base::Json::array()}), 2), std::nullopt);
}

TEST(Page, OnlyTheLastPageHasNoNextOne) {
  const auto key = [](int n) { return base::Json::Array{base::Json(n)}; };
  const auto first = db::make_page(std::vector{1, 2, 3}, 2, key);
  EXPECT_EQ(first.items, (std::vector{1, 2}));
  EXPECT_EQ(db::parse_cursor(first.next, 1), (base::Json::Array{base::Json(2)}));
  EXPECT_EQ(db::make_page(std::vector{3}, 2, key).next, "");
}

}  // namespace
