#include "target.h"

#include <algorithm>

#include "http/percent.h"

namespace http {
namespace {

/// "http://host/path" is legal towards a server too (RFC 9112, section 3.2.2).
void take_authority(std::string_view& rest, Target& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!rest.starts_with(scheme)) continue;
    rest.remove_prefix(scheme.size());
    target.authority = rest.substr(0, rest.find_first_of("/?"));
    rest.remove_prefix(target.authority.size());
    return;
  }
}

bool is_clean_segment(std::string_view segment) {
  const bool has_control =
      std::any_of(segment.begin(), segment.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
  return !has_control && segment != "." && segment != ".." && segment.find_first_of("/\\") == segment.npos &&
         is_clean_utf8(segment);
}

/// Each segment is decoded alone, so that an encoded slash cannot make two of one.
bool parse_path(std::string_view raw, std::string& path) {
  if (!raw.starts_with('/')) return false;
  raw.remove_prefix(1);
  while (true) {
    const std::size_t slash = raw.find('/');
    const auto segment = percent_decode(raw.substr(0, slash));
    if (!segment || !is_clean_segment(*segment)) return false;
    const bool last = slash == raw.npos;
    if (segment->empty() && !last) return false;
    path += '/';
    path += *segment;
    if (last) return true;
    raw.remove_prefix(slash + 1);
  }
}

void take_language(Target& target) {
  for (const text::Language language : text::kLanguages) {
    if (language == text::Language::kId) continue;
    const std::string prefix = "/" + std::string(text::code(language));
    if (!target.path.starts_with(prefix)) continue;
    if (target.path.size() > prefix.size() && target.path[prefix.size()] != '/') continue;
    target.language = language;
    target.bare_language = target.path.size() == prefix.size();
    target.path.erase(0, prefix.size());
    if (target.path.empty()) target.path = "/";
    return;
  }
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  constexpr std::size_t kMaxPairs = 256;
  Target target;
  take_authority(text, target);
  const std::size_t mark = text.find('?');
  const std::string_view raw_path = text.substr(0, mark);
  if (!parse_path(raw_path.empty() ? "/" : raw_path, target.path)) return std::nullopt;
  if (mark != text.npos) {
    auto query = parse_urlencoded(text.substr(mark + 1), kMaxPairs);
    if (!query) return std::nullopt;
    target.query = std::move(*query);
  }
  take_language(target);
  return target;
}

}  // namespace http
