#include "potential/words.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace potential {
namespace {

constexpr std::size_t kMaxWord = 32, kMaxWords = 64, kMaxSlug = 60;

/// Words that stand in nearly every name or sentence.
constexpr std::array<std::string_view, 24> kEmptyWords{
    "a",  "and", "at",  "atau", "dan", "dari",      "dengan",    "desa", "di", "dusun", "for",  "from",
    "in", "ke",  "kec", "of",   "on",  "kecamatan", "kabupaten", "the",  "to", "untuk", "with", "yang"};

/// U+00C0 … U+017F, the Latin letters with marks, without them.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The code point at `i`, which moves past it; U+FFFD for what is not UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0) return 0xFFFD;
  char32_t code = lead & (0x3Fu >> more);
  for (int k = 0; k < more; ++k) {
    if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0xFFFD;
    code = code << 6 | (static_cast<unsigned char>(text[i++]) & 0x3Fu);
  }
  return code;
}

bool vanishes(char32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x02BC || code == '`' ||
         (code >= 0x0300 && code <= 0x036F) || code == 0x00AD || code == 0x200B;
}

char folded(char32_t code) {
  if (code >= 'a' && code <= 'z') return static_cast<char>(code);
  if (code >= 'A' && code <= 'Z') return static_cast<char>(code - 'A' + 'a');
  if (code >= '0' && code <= '9') return static_cast<char>(code);
  if (code >= 0xC0 && code - 0xC0 < kLatin.size()) return kLatin[code - 0xC0];
  return ' ';
}

std::vector<std::string_view> split(std::string_view folded_text) {
  std::vector<std::string_view> words;
  while (!folded_text.empty()) {
    const std::size_t end = std::min(folded_text.find(' '), folded_text.size());
    if (end > 0) words.push_back(folded_text.substr(0, end));
    folded_text.remove_prefix(std::min(end + 1, folded_text.size()));
  }
  return words;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t code = next_code_point(text, i);
    if (vanishes(code)) continue;
    const char letter = folded(code);
    if (letter == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += letter;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool holds(std::string_view text, std::string_view words) {
  return (" " + std::string(text) + " ").find(" " + std::string(words) + " ") != std::string::npos;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded_text = fold(text);
  for (const std::string_view word : split(folded_text)) {
    if (words.size() == kMaxWords) break;
    if (std::ranges::find(kEmptyWords, word) != kEmptyWords.end()) continue;
    const std::string cut(word.substr(0, kMaxWord));
    if (std::ranges::find(words, cut) == words.end()) words.push_back(cut);
  }
  return words;
}

std::string slug_of(std::string_view name) {
  std::string slug;
  const std::string folded_name = fold(name);
  for (const std::string_view word : split(folded_name)) {
    if (slug.size() + word.size() + 1 > kMaxSlug) {
      if (slug.empty()) slug = word.substr(0, kMaxSlug);
      break;
    }
    if (!slug.empty()) slug += '-';
    slug += word;
  }
  return slug.empty() ? "objek" : slug;
}

std::vector<std::string> trigrams_of(std::string_view word) {
  const std::string padded = " " + std::string(word) + " ";
  std::vector<std::string> trigrams;
  for (std::size_t i = 0; i + 3 <= padded.size(); ++i) trigrams.push_back(padded.substr(i, 3));
  std::ranges::sort(trigrams);
  trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
  return trigrams;
}

int edits_between(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<int> before(width), last(width), row(width);
  for (std::size_t j = 0; j < width; ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < width; ++j) {
      const int change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

double likeness(std::string_view a, std::string_view b) {
  std::vector<std::string> left, right;
  for (const auto& word : words_of(a)) std::ranges::move(trigrams_of(word), std::back_inserter(left));
  for (const auto& word : words_of(b)) std::ranges::move(trigrams_of(word), std::back_inserter(right));
  if (left.empty() || right.empty()) return 0;
  std::ranges::sort(left);
  std::ranges::sort(right);
  std::vector<std::string> both;
  std::ranges::set_intersection(left, right, std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size());
}

}  // namespace potential
