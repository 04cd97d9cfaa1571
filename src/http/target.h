#pragma once
// The request target taken apart: host, path, language, query.
#include <optional>
#include <string>
#include <string_view>

#include "http/pairs.h"
#include "text/language.h"

namespace http {

struct Target {
  std::string_view authority;  ///< of the absolute form, else empty
  std::string path;            ///< decoded, without the language prefix
  text::Language language = text::Language::kId;
  bool bare_language = false;  ///< "/en" without its slash
  Pairs query;
};

/// Nothing for a path with dot segments, empty segments, an encoded slash, or what is not clean UTF-8, and
/// for a query that is malformed.
std::optional<Target> parse_target(std::string_view target);

}  // namespace http
