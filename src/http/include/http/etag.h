#pragma once
// Entity tags: asking whether a thing is still the same (RFC 9110, sections 8.8.3 and 13.1).
#include <string>
#include <string_view>

#include "base/result.h"

namespace http {

struct Request;

/// A strong tag, quotes included, from the bytes.
std::string etag_of(std::string_view bytes);
/// A strong tag from a version or digest: letters, digits, '-', '_', '.', ':' only.
std::string etag_from_version(std::string_view version);

/// Whether an If-None-Match or If-Match header names `etag`, or is "*". Tags compare without W/ and without
/// the suffix by which this server tells the compressed form of a representation apart.
bool names_etag(std::string_view header, std::string_view etag);

/// For changes by programs: kPrecondition (428) without If-Match, kChanged (412) when it names another
/// version.
base::Result<void> require_if_match(const Request& request, std::string_view etag);

}  // namespace http
