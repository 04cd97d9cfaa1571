#include "region/area_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace region {
namespace {

// Spellings found in public lists of one and the same village.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kWords = {{
    {"p", "pulau"},
    {"pl", "pulau"},
    {"sei", "sungai"},
    {"sei.", "sungai"},
    {"s", "sungai"},
    {"ma", "muara"},
    {"muaro", "muara"},
    {"tj", "tanjung"},
    {"tg", "tanjung"},
    {"lb", "lubuk"},
    {"lbk", "lubuk"},
    {"rt", "rantau"},
    {"ds", "dusun"},
    {"kp", "kampung"},
    {"bt", "batu"},
    {"tl", "teluk"},
}};
constexpr std::array<std::string_view, 8> kKindWords = {"desa", "kelurahan", "kel", "kecamatan",
                                                        "kec",  "kabupaten", "kab", "nagari"};

/// Lower-case letters and digits; everything else parts words. Latin letters with marks lose them (é as
/// UTF-8).
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c >= 'A' && c <= 'Z') {
      words.back() += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      words.back() += static_cast<char>(c);
    } else if (c == 0xC3 && i + 1 < name.size()) {
      const unsigned char second = static_cast<unsigned char>(name[++i]) & 0xDF;  // upper and lower alike
      if (second >= 0x88 && second <= 0x8B) words.back() += 'e';
      if (second >= 0x80 && second <= 0x85) words.back() += 'a';
    } else if (c != '\'' && !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string joined(const std::vector<std::string>& words, char between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  while (words.size() > 1 && std::ranges::find(kKindWords, words.front()) != kKindWords.end())
    words.erase(words.begin());
  for (std::string& word : words) {
    const auto found = std::ranges::find(kWords, word, &std::pair<std::string_view, std::string_view>::first);
    if (found != kWords.end()) word = found->second;
  }
  return joined(words, ' ');
}

std::string slug_of_name(std::string_view name) {
  const std::string slug = joined(words_of(name), '-');
  return slug.empty() ? "wilayah" : slug;
}

double likeness(std::string_view spaced_a, std::string_view spaced_b) {
  std::string a(spaced_a), b(spaced_b);
  std::erase(a, ' ');
  std::erase(b, ' ');
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> before_last, last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, now);
  }
  return 1 - static_cast<double>(last.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

}  // namespace region
