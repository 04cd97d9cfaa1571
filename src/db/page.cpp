#include "db/page.h"

#include <array>

#include "base/digest.h"

namespace db {
namespace {

std::optional<std::string> from_base64url(std::string_view text) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xff);
  }
  return out;
}

}  // namespace

std::string cursor_text(const base::Json::Array& key) {
  const std::string json = base::Json(key).dump();
  return base::base64url({reinterpret_cast<const unsigned char*>(json.data()), json.size()});
}

std::optional<base::Json::Array> parse_cursor(std::string_view text, std::size_t columns) {
  const auto json = from_base64url(text);
  if (!json) return std::nullopt;
  const auto key = base::Json::parse(*json, {.bytes = 4096, .depth = 2});
  if (!key || !key->is_array() || key->as_array().size() != columns) return std::nullopt;
  for (const base::Json& column : key->as_array())
    if (column.is_array() || column.is_object()) return std::nullopt;
  return key->as_array();
}

}  // namespace db
