#include "text/spoken.h"

#include <algorithm>
#include <set>

namespace text {
namespace {

bool is_letter(char c) {
  // 0xC3 leads the accented Latin letters of UTF-8; signs such as "·" and "→" have other leads.
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) == 0xC3;
}

bool is_key_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// Blanks everything from `open` to `close`, both included.
void blank_out(std::string& text, std::string_view open, std::string_view close) {
  for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    const std::size_t found = text.find(close, at + open.size());
    const std::size_t end = found == std::string::npos ? text.size() : found + close.size();
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
              ' ');
    at = end;
  }
}

/// The values of attributes that people see or hear, taken from one tag.
std::string read_aloud(std::string_view tag) {
  static constexpr std::string_view kAttributes[] = {
      " title=\"", " alt=\"", " aria-label=\"", " placeholder=\"", " aria-description=\"", " label=\""};
  std::string out;
  for (const std::string_view attribute : kAttributes) {
    const std::size_t at = tag.find(attribute);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = tag.substr(at + attribute.size());
    out.append(rest.substr(0, rest.find('"'))).append(" ");
  }
  return out;
}

std::string without_tags(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::size_t open = html.find('<');
    out.append(html.substr(0, open)).append(" ");
    if (open == std::string_view::npos) break;
    const std::size_t close = html.find('>', open);
    out += read_aloud(html.substr(open, close == std::string_view::npos ? close : close - open));
    html.remove_prefix(close == std::string_view::npos ? html.size() : close + 1);
  }
  return out;
}

}  // namespace

std::vector<std::string> hard_coded_words(std::string_view html_template,
                                          std::span<const std::string_view> proper_names) {
  std::string text(html_template);
  blank_out(text, "{{{", "}}}");
  blank_out(text, "{{", "}}");
  blank_out(text, "[[", "]]");
  blank_out(text, "<!--", "-->");
  blank_out(text, "<style", "</style>");
  blank_out(text, "<script", "</script>");
  blank_out(text, "<kbd>", "</kbd>");  // what stands on a key is the same in both languages
  text = without_tags(text);
  for (std::size_t at = 0; (at = text.find('&', at)) != std::string::npos; ++at)
    for (std::size_t i = at; i < text.size() && text[i] != ' ' && i < at + 10; ++i)
      if (text[i] == ';')
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                  text.begin() + static_cast<std::ptrdiff_t>(i), ' ');
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (i < text.size() &&
           (is_letter(text[i]) || (i > begin && static_cast<unsigned char>(text[i]) >= 0x80)))
      ++i;
    if (i == begin) {
      ++i;
      continue;
    }
    std::string word = text.substr(begin, i - begin);
    if (std::ranges::find(proper_names, word) == proper_names.end()) words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> keys_in(std::string_view source) {
  std::set<std::string> keys;
  const auto collect = [&](std::string_view open, std::string_view close) {
    for (std::size_t at = 0; (at = source.find(open, at)) != std::string_view::npos; at += open.size()) {
      const std::size_t begin = at + open.size();
      std::size_t end = begin;
      while (end < source.size() && is_key_char(source[end])) ++end;
      const std::string_view word = source.substr(begin, end - begin);
      if (!source.substr(end).starts_with(close)) continue;
      const std::size_t dot = word.find('.');
      if (dot == std::string_view::npos || word.front() < 'a' || word.front() > 'z') continue;
      keys.emplace(word);
    }
  };
  collect("\"", "\"");
  collect("[[", "]]");
  return {keys.begin(), keys.end()};
}

std::vector<std::string> unknown_keys(std::string_view source, const Catalogue& catalogue) {
  const std::vector<std::string> all = catalogue.keys();
  const std::set<std::string, std::less<>> known(all.begin(), all.end());
  // The keys that follow the word in order begin with it, or none does.
  const auto some_begin_with = [&](std::string_view word) {
    const auto next = known.lower_bound(word);
    return next != known.end() && next->starts_with(word);
  };
  std::vector<std::string> unknown;
  for (std::string& key : keys_in(source)) {
    const bool is_begin = key.ends_with('.') || key.ends_with('_');
    const bool ours = some_begin_with(key.substr(0, key.find('.') + 1));
    if (ours && !(is_begin ? some_begin_with(key) : known.contains(key))) unknown.push_back(std::move(key));
  }
  return unknown;
}

}  // namespace text
