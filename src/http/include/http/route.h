#pragma once
// One route: which requests, handled by what, open to whom.
#include <cstdint>
#include <functional>
#include <string>

#include "http/method.h"
#include "http/request.h"
#include "http/response.h"

namespace http {

using Handler = std::function<Response(const Request&)>;

struct RouteTraits {
  /// What the role × route matrix expects: empty for everybody, else the name of the permission, or
  /// "signed_in". Handlers check it themselves, in the use case.
  std::string permission = {};
  /// Largest body; 0 stands for Limits::body_bytes. A route with uploads states its own.
  std::uint64_t max_body_bytes = 0;
};

struct Route {
  Method method = Method::kGet;
  std::string pattern;  ///< "/potensi/{id}", "/tiles/{set}/{z}/{x}/{y}.mvt"; without the language prefix
  Handler handler;
  RouteTraits traits = {};
};

}  // namespace http
