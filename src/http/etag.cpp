#include "http/etag.h"

#include <algorithm>

#include "base/check.h"
#include "base/digest.h"
#include "http/request.h"

namespace http {
namespace {

/// The tag without W/, quotes, and the mark of the compressed form.
std::string_view core_of(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  tag = tag.substr(1, tag.size() - 2);
  for (const std::string_view suffix : {"-br", "-gzip"}) {
    if (tag.ends_with(suffix)) return tag.substr(0, tag.size() - suffix.size());
  }
  return tag;
}

}  // namespace

std::string etag_of(std::string_view bytes) {
  const base::Sha256 digest = base::sha256(bytes);
  return '"' + base::base64url(std::span(digest).first(12)) + '"';
}

std::string etag_from_version(std::string_view version) {
  base::check(!version.empty() && std::all_of(version.begin(), version.end(),
                                              [](char c) {
                                                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                                       (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                                                       c == '.' || c == ':';
                                              }),
              "a version that stands in an entity tag has letters, digits and -_.: only");
  return '"' + std::string(version) + '"';
}

bool names_etag(std::string_view header, std::string_view etag) {
  const std::string_view wanted = core_of(etag);
  if (wanted.empty()) return false;
  while (!header.empty()) {
    const std::size_t begin = header.find_first_not_of(" \t,");
    if (begin == header.npos) return false;
    header.remove_prefix(begin);
    if (header.front() == '*') return true;
    const std::size_t open = header.find('"');
    const std::size_t close = open == header.npos ? open : header.find('"', open + 1);
    if (close == header.npos) return false;
    if (core_of(header.substr(0, close + 1)) == wanted) return true;
    header.remove_prefix(close + 1);
  }
  return false;
}

base::Result<void> require_if_match(const Request& request, std::string_view etag) {
  const std::string_view header = request.header("If-Match");
  if (header.empty()) return base::fail(base::ErrorCode::kPrecondition, {"http.if_match_missing", {}});
  if (!names_etag(header, etag)) return base::fail(base::ErrorCode::kChanged, {"http.changed", {}});
  return {};
}

}  // namespace http
