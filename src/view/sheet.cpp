#include "sheet.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/trim.h"

namespace view {
namespace {

using Tokens = std::vector<std::pair<std::string, std::string>>;

std::string without_comments(std::string_view css) {
  std::string out;
  while (!css.empty()) {
    const std::size_t open = css.find("/*");
    out += css.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = css.find("*/", open);
    css.remove_prefix(close == std::string_view::npos ? css.size() : close + 2);
  }
  return out;
}

/// The declarations of every block that opens with exactly `selector {`.
Tokens declarations(std::string_view css, std::string_view selector) {
  Tokens tokens;
  const std::string opening = "\n" + std::string(selector) + " {";
  for (std::size_t at = 0; (at = css.find(opening, at)) != std::string_view::npos;) {
    const std::size_t begin = at + opening.size(), end = css.find('}', begin);
    std::string_view block = css.substr(begin, end - begin);
    while (!block.empty()) {
      const std::size_t semicolon = block.find(';');
      const std::string_view line = base::trimmed(block.substr(0, semicolon), base::kBlanksAndLineEnds);
      const std::size_t colon = line.find(':');
      if (line.starts_with("--"))
        tokens.emplace_back(line.substr(0, colon),
                            base::trimmed(line.substr(colon + 1), base::kBlanksAndLineEnds));
      block.remove_prefix(semicolon == std::string_view::npos ? block.size() : semicolon + 1);
    }
    at = end;
  }
  return tokens;
}

std::set<std::string, std::less<>> used_tokens(std::string_view css) {
  std::set<std::string, std::less<>> used;
  for (std::size_t at = 0; (at = css.find("var(", at)) != std::string_view::npos;) {
    at += 4;
    used.emplace(css.substr(at, css.find_first_of("),", at) - at));
  }
  return used;
}

std::string chosen(const Tokens& tokens, const std::set<std::string, std::less<>>& used) {
  std::string out;
  for (const auto& [name, value] : tokens)
    if (used.contains(name)) out.append(out.empty() ? "" : ";").append(name).append(":").append(value);
  return out;
}

/// Safe for our sheets, which hold no string with braces, commas or semicolons in it.
std::string squeezed(std::string_view css) {
  constexpr std::string_view kTight = "{};,>";
  std::string out;
  for (std::size_t i = 0; i < css.size(); ++i) {
    const bool space = css[i] == ' ' || css[i] == '\n' || css[i] == '\t';
    if (!space) {
      if (css[i] == '}' && out.ends_with(';')) out.pop_back();
      out += css[i];
      continue;
    }
    while (i + 1 < css.size() && (css[i + 1] == ' ' || css[i + 1] == '\n' || css[i + 1] == '\t')) ++i;
    const bool tight_before = out.empty() || kTight.find(out.back()) != std::string_view::npos;
    const bool tight_after = i + 1 >= css.size() || kTight.find(css[i + 1]) != std::string_view::npos;
    if (!tight_before && !tight_after) out += ' ';
  }
  return out;
}

}  // namespace

std::string make_sheet(std::string_view tokens, std::string_view rules) {
  const std::string token_css = "\n" + without_comments(tokens), rule_css = without_comments(rules);
  const Tokens light = declarations(token_css, ":root");
  const Tokens dark = declarations(token_css, ":root[data-theme=\"dark\"]");
  const auto used = used_tokens(rule_css);
  for (const std::string& name : used)
    base::check(std::ranges::any_of(light, [&](const auto& token) { return token.first == name; }),
                ("no token " + name).c_str());
  const std::string dark_values = "color-scheme:dark;" + chosen(dark, used);
  return squeezed(":root{color-scheme:light;" + chosen(light, used) +
                  "}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark_values +
                  "}}:root[data-theme=dark]{" + dark_values + "}" + rule_css);
}

}  // namespace view
