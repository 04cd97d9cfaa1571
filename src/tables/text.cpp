#include "tables/text.h"

#include <algorithm>
#include <array>

#include "utf8.h"

namespace tables {
namespace {

bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7F;
}

/// The base letter of a Latin letter with an accent (Latin-1 and Latin Extended-A), lower case; else the code
/// point.
char32_t base_letter(char32_t c) {
  // U+00C0…U+00FF; '.' where there is no single base letter.
  constexpr std::string_view kLatin1 = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y";
  // U+0100…U+017F
  constexpr std::string_view kExtendedA =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll"
      "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  char letter = '.';
  if (c >= 0xC0 && c <= 0xFF) letter = kLatin1[c - 0xC0];
  if (c >= 0x100 && c - 0x100 < kExtendedA.size()) letter = kExtendedA[c - 0x100];
  return letter == '.' ? c : static_cast<char32_t>(letter);
}

bool is_punctuation(char32_t c) {
  return (c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xFEFF || c == 0xFFFD;
}

std::string_view cleaned(std::string_view cell, std::string& scratch, bool keep_lines) {
  cell = trim(cell);
  bool as_is = true, blank = false;
  for (const char raw : cell) {
    const auto c = static_cast<unsigned char>(raw);
    as_is = is_plain(c) && !(blank && c == ' ');
    if (!as_is) break;
    blank = c == ' ';
  }
  if (as_is) return cell;
  const std::size_t from = scratch.size();
  bool pending = false, line = false;
  for (std::size_t at = 0; at < cell.size();) {
    const CodePoint c = decode(cell, at);
    at += std::max<std::size_t>(c.size, 1);
    if (c.size == 0) continue;
    if (is_space(c.value) || is_control(c.value)) {
      pending = true;
      line |= keep_lines && c.value == '\n';
      continue;
    }
    if (pending && scratch.size() > from) scratch += line ? '\n' : ' ';
    pending = line = false;
    append_code_point(scratch, c.value);
  }
  return std::string_view(scratch).substr(from);
}

}  // namespace

std::string_view trim(std::string_view cell) {
  const auto trim_once = [&] {
    while (!cell.empty()) {
      const CodePoint c = decode(cell, 0);
      if (c.size == 0 || !(is_space(c.value) || is_control(c.value))) break;
      cell.remove_prefix(c.size);
    }
    while (!cell.empty()) {
      std::size_t from = cell.size() - 1;
      while (from > 0 && cell.size() - from < 4 && (static_cast<unsigned char>(cell[from]) & 0xC0) == 0x80)
        --from;
      const CodePoint c = decode(cell, from);
      if (c.size != cell.size() - from || !(is_space(c.value) || is_control(c.value))) break;
      cell.remove_suffix(c.size);
    }
  };
  trim_once();
  if (cell.size() > 1 && cell.front() == '\'' && cell.find('\'', 1) == cell.npos) {
    cell.remove_prefix(1);
    trim_once();
  }
  return cell;
}

std::string_view clean(std::string_view cell, std::string& scratch) {
  return cleaned(cell, scratch, false);
}

std::string_view clean_lines(std::string_view cell, std::string& scratch) {
  return cleaned(cell, scratch, true);
}

bool is_blank(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return true;
  if (cell.size() > 24) return false;
  // Nearly every cell is told by its first character: no word below begins with another letter, nor with a
  // figure.
  const char first = cell.front();
  const bool letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
  if (letter && std::string_view("nktbdu").find(static_cast<char>(first | 0x20)) == std::string_view::npos)
    return false;
  if (first >= '0' && first <= '9') return false;
  if (first == '-' && cell.size() > 1 && cell[1] >= '0' && cell[1] <= '9') return false;
  constexpr std::array<std::string_view, 15> kWords = {
      "null", "na",    "none",       "nil",        "kosong",    "tidakada",   "tidakadadata", "belumada",
      "nan",  "nihil", "belumdiisi", "tidakdiisi", "tanpadata", "datakosong", "undefined"};
  const std::string word = fold(cell);
  if (word.empty())  // only signs: a dash, dots, a question mark
    return std::none_of(cell.begin(), cell.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) ||
           length(cell) <= 3;
  return word != "nan" && std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

void fold_into(std::string& out, std::string_view text) {
  // Never longer than the text: a blank between digits stands for at least one character.
  out.resize(text.size());
  char* end = out.data();
  bool gap = false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto put = [&](char c) {
    if (gap && end != out.data() && digit(end[-1]) && digit(c)) *end++ = ' ';
    gap = false;
    *end++ = c;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      ++at;
      if (byte >= 'A' && byte <= 'Z') {
        put(static_cast<char>(byte | 0x20));
      } else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
        put(static_cast<char>(byte));
      } else {
        gap = true;
      }
      continue;
    }
    const CodePoint c = decode(text, at);
    const std::size_t from = at;
    at += std::max<std::size_t>(c.size, 1);
    if (c.size == 0 || is_space(c.value) || is_punctuation(c.value) ||
        (c.value >= 0x300 && c.value < 0x370)) {
      gap = gap || c.value < 0x300 || c.value >= 0x370;
      continue;
    }
    const char32_t letter = base_letter(c.value);
    if (letter < 0x80) {
      put(static_cast<char>(letter));
    } else {
      gap = false;
      end = std::copy_n(text.data() + from, c.size, end);
    }
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
}

std::string fold(std::string_view text) {
  std::string out;
  fold_into(out, text);
  return out;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string shorten(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size() && seen < count; ++seen)
    at += std::max<std::size_t>(decode(text, at).size, 1);
  if (at >= text.size()) return std::string(text);
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace tables
