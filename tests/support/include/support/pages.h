#pragma once
// For tests of a module's pages without a server: the site of an invented regency, and requests to its
// routes.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/time.h"
#include "http/router.h"
#include "view/site.h"

namespace support {

inline view::SiteConfig serambi() {
  return {.regency = {.id = "Kabupaten Serambi", .en = "Serambi Regency"},
          .regency_short = {.id = "Kab. Serambi", .en = "Serambi"},
          .owner = {.id = "Pemkab Serambi", .en = "Serambi"},
          .place = "Serambi",
          .secret = "0123456789abcdef0123456789abcdef"};
}

/// As a program asks, so that no page's token is needed; a target may end in one "?name=value".
inline http::Request request(http::Method method, const std::string& target, base::Instant now) {
  http::Request request;
  request.method = method;
  request.target = target;
  const std::size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != target.npos) {
    const std::size_t equals = target.find('=', mark);
    request.query.add(target.substr(mark + 1, equals - mark - 1), target.substr(equals + 1));
  }
  request.now = now;
  request.wants_json = method == http::Method::kPost;
  request.headers.set("Content-Type", "application/json");
  return request;
}

inline http::Response answer(const http::Router& router, http::Request request) {
  const http::Match match = router.match(request.method, request.path);
  EXPECT_NE(match.route, nullptr) << request.path;
  request.params = match.params;
  request.route = match.route->pattern;
  return match.route->handler(request);
}

}  // namespace support
