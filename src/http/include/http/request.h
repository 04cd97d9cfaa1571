#pragma once
// A request as a handler sees it: complete, checked and decoded.
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/form.h"
#include "http/headers.h"
#include "http/method.h"
#include "http/pairs.h"
#include "http/spool.h"
#include "text/language.h"

namespace http {

struct Request {
  Method method = Method::kGet;  ///< a HEAD request reaches its GET handler as kGet
  std::string path = "/";        ///< decoded, without the language prefix; no dot segments, no empty ones
  std::string target = "/";      ///< as it was written, prefix and query included
  text::Language language = text::Language::kId;
  Pairs params;  ///< the {names} of the route
  Pairs query;
  Headers headers;
  Pairs cookies;
  SpoolPart body;
  Form posted;          ///< filled when the body is a form
  std::string id;       ///< also sent as X-Request-Id
  std::string network;  ///< the client's /24 or /64, never the whole address
  std::string route;    ///< the pattern that matched
  bool wants_json = false;
  base::Instant now;

  std::string_view param(std::string_view name) const { return params.get(name); }
  std::string_view query_value(std::string_view name) const { return query.get(name); }
  std::string_view header(std::string_view name) const { return headers.get(name); }
  std::string_view cookie(std::string_view name) const { return cookies.get(name); }
  const Form& form() const { return posted; }
  std::string body_text() const { return body.text(); }
};

/// `path` in the language of the request: "/potensi" → "/en/potensi".
std::string local_path(text::Language language, std::string_view path);

}  // namespace http
