#include "schema_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace db {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTypes = {{{"BIGINT", "INTEGER"},
                                                                                  {"SMALLINT", "INTEGER"},
                                                                                  {"BOOLEAN", "INTEGER"},
                                                                                  {"DOUBLE", "REAL"},
                                                                                  {"PRECISION", ""},
                                                                                  {"BYTEA", "BLOB"},
                                                                                  {"JSONB", "TEXT"},
                                                                                  {"JSON", "TEXT"},
                                                                                  {"VARCHAR", "TEXT"}}};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

/// Where a quoted text, a comment or a word that begins at `at` ends; `at` + 1 for anything else.
std::size_t token_end(std::string_view text, std::size_t at) {
  const auto after = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const char c = text[at];
  if (c == '\'' || c == '"') return after(text.substr(at, 1), at + 1);
  if (text.substr(at, 2) == "--") return after("\n", at);
  if (text.substr(at, 2) == "/*") return after("*/", at + 2);
  if (!is_word(c)) return at + 1;
  const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_word);
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

std::string strict_sqlite_schema(std::string_view text) {
  std::string out;
  std::string first, second;  // the first two words of the statement
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = token_end(text, at);
    const std::string_view token = text.substr(at, end - at);
    at = end;
    if (token == ";") {
      if (first == "CREATE" && second == "TABLE") out += " STRICT";
      first.clear(), second.clear();
    } else if (is_word(token[0])) {
      const std::string word = upper(token);
      if (first.empty())
        first = word;
      else if (second.empty())
        second = word;
      const auto type = std::ranges::find(kTypes, word, [](const auto& pair) { return pair.first; });
      if (type != kTypes.end()) {
        out += type->second;
        continue;
      }
    }
    out += token;
  }
  return out;
}

}  // namespace db
