#pragma once
// Style sheets made small: comments and spaces out, and of the design tokens only those that are used.
#include <string>
#include <string_view>

namespace view {

/// `tokens` is web/css/tokens.css: light values in :root blocks, dark ones in :root[data-theme="dark"]. A
/// token that `rules` use and `tokens` lack is a bug.
std::string make_sheet(std::string_view tokens, std::string_view rules);

}  // namespace view
