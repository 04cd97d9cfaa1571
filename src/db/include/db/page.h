#pragma once
// Keyset pages: a page begins after the last row of the one before, so that page 100 costs what page 1 costs.
//
//   SELECT … WHERE (name, id) > ($1, $2) ORDER BY name, id LIMIT $3
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace db {

/// The ordered columns of a page's last row, as URL-safe text.
std::string cursor_text(const base::Json::Array& key);
/// What cursor_text() was given; nothing for other text or another number of columns.
std::optional<base::Json::Array> parse_cursor(std::string_view text, std::size_t columns);

template <class T>
struct Page {
  std::vector<T> items;
  std::string next;  ///< cursor of the next page; empty on the last
};

/// Cuts `rows`, asked with LIMIT size + 1, to a page; `key(row)` answers a row's ordered columns as
/// Json::Array.
template <class T, class Key>
Page<T> make_page(std::vector<T> rows, std::size_t size, Key key) {
  Page<T> page{std::move(rows), {}};
  if (page.items.size() > size) {
    page.items.resize(size);
    page.next = cursor_text(key(page.items.back()));
  }
  return page;
}

}  // namespace db
