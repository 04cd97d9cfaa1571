#pragma once
// All routes of the program, and which of them a path means.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace http {

struct Match {
  const Route* route = nullptr;  ///< nullptr: no route with this method
  std::vector<Method> allowed;   ///< of the path; empty: no such path
  Pairs params;
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// A pattern twice, or two that differ in the names only, is a bug.
  void add(Route route);
  void get(std::string pattern, Handler handler, RouteTraits traits = {});
  void post(std::string pattern, Handler handler, RouteTraits traits = {});
  void put(std::string pattern, Handler handler, RouteTraits traits = {});
  void patch(std::string pattern, Handler handler, RouteTraits traits = {});
  void remove(std::string pattern, Handler handler, RouteTraits traits = {});

  /// Every route, in the order of adding: for the matrix of roles, for accessibility and policy checks.
  std::span<const Route> routes() const;

  /// `path` decoded, without the language prefix. A literal segment goes before one with a {name}. HEAD finds
  /// GET.
  Match match(Method method, std::string_view path) const;

 private:
  struct Pattern;
  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;
};

}  // namespace http
