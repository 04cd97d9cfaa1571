#include "http/router.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace http {

/// "{y}.mvt" is a name between a literal before and one after; a literal segment has no name.
struct RouteSegment {
  std::string before, name, after;

  bool is_literal() const { return name.empty(); }
  bool matches(std::string_view text) const {
    if (is_literal()) return text == before;
    return text.size() > before.size() + after.size() && text.starts_with(before) && text.ends_with(after);
  }
  std::string_view value_in(std::string_view text) const {
    return text.substr(before.size(), text.size() - before.size() - after.size());
  }
  /// Literals first, then the more literal text the earlier.
  std::size_t rank() const {
    return is_literal() ? 0 : 1'000 - std::min<std::size_t>(before.size() + after.size(), 900);
  }
};

namespace {

RouteSegment parse_segment(std::string_view text) {
  const std::size_t open = text.find('{'), close = text.find('}');
  if (open == text.npos) return RouteSegment{std::string(text), {}, {}};
  base::check(close != text.npos && close > open + 1, "a {name} in a route is closed and not empty");
  return RouteSegment{std::string(text.substr(0, open)), std::string(text.substr(open + 1, close - open - 1)),
                      std::string(text.substr(close + 1))};
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  if (path.empty()) return parts;
  for (;;) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == path.npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

struct Router::Pattern {
  std::vector<RouteSegment> segments;
  std::array<int, 7> route_of_method;  ///< index in routes_, -1 for none

  bool matches(const std::vector<std::string_view>& parts) const {
    return parts.size() == segments.size() &&
           std::equal(
               parts.begin(), parts.end(), segments.begin(),
               [](std::string_view part, const RouteSegment& segment) { return segment.matches(part); });
  }
  bool same_paths(const Pattern& other) const {
    return std::equal(segments.begin(), segments.end(), other.segments.begin(), other.segments.end(),
                      [](const RouteSegment& a, const RouteSegment& b) {
                        return a.before == b.before && a.after == b.after && a.name == b.name;
                      });
  }
  bool before(const Pattern& other) const {
    return std::lexicographical_compare(
        segments.begin(), segments.end(), other.segments.begin(), other.segments.end(),
        [](const RouteSegment& a, const RouteSegment& b) { return a.rank() < b.rank(); });
  }
};

Router::Router() = default;
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  base::check(route.pattern.starts_with('/') && route.handler != nullptr, "a route has a path and a handler");
  Pattern pattern{.segments = {}, .route_of_method = {}};
  pattern.route_of_method.fill(-1);
  for (const std::string_view part : split(route.pattern)) pattern.segments.push_back(parse_segment(part));

  auto place = std::find_if(patterns_.begin(), patterns_.end(),
                            [&](const Pattern& known) { return known.same_paths(pattern); });
  if (place == patterns_.end()) {
    place = std::upper_bound(patterns_.begin(), patterns_.end(), pattern,
                             [](const Pattern& a, const Pattern& b) { return a.before(b); });
    place = patterns_.insert(place, std::move(pattern));
  }
  int& index = place->route_of_method[static_cast<std::size_t>(route.method)];
  base::check(index < 0, "a route is added once");
  index = static_cast<int>(routes_.size());
  routes_.push_back(std::move(route));
}

void Router::get(std::string pattern, Handler handler, RouteTraits traits) {
  add({Method::kGet, std::move(pattern), std::move(handler), std::move(traits)});
}
void Router::post(std::string pattern, Handler handler, RouteTraits traits) {
  add({Method::kPost, std::move(pattern), std::move(handler), std::move(traits)});
}
void Router::put(std::string pattern, Handler handler, RouteTraits traits) {
  add({Method::kPut, std::move(pattern), std::move(handler), std::move(traits)});
}
void Router::patch(std::string pattern, Handler handler, RouteTraits traits) {
  add({Method::kPatch, std::move(pattern), std::move(handler), std::move(traits)});
}
void Router::remove(std::string pattern, Handler handler, RouteTraits traits) {
  add({Method::kDelete, std::move(pattern), std::move(handler), std::move(traits)});
}

std::span<const Route> Router::routes() const {
  return routes_;
}

Match Router::match(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  const auto parts = split(path);
  const Method wanted = method == Method::kHead ? Method::kGet : method;
  for (const Pattern& pattern : patterns_) {
    if (!pattern.matches(parts)) continue;
    const int index = pattern.route_of_method[static_cast<std::size_t>(wanted)];
    if (index >= 0) {
      match.route = &routes_[static_cast<std::size_t>(index)];
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const RouteSegment& segment = pattern.segments[i];
        if (!segment.is_literal()) match.params.add(segment.name, std::string(segment.value_in(parts[i])));
      }
      return match;
    }
    for (std::size_t m = 0; m < pattern.route_of_method.size(); ++m) {
      if (pattern.route_of_method[m] >= 0) match.allowed.push_back(static_cast<Method>(m));
    }
  }
  return match;
}

}  // namespace http
