#include "geo/locator.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "base/check.h"
#include "geo/simplify.h"
#include "sphere.h"

namespace geo {
namespace {

constexpr double kMargin_px = 6;
constexpr double kDot_px = 5;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

/// A page's map holds some 800 numbers.
void append(std::string& out, long number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, std::end(digits), number).ptr);
}

/// Degrees to the whole units of the view box; a map of a regency needs no better projection than a plane.
struct Pen {
  Box frame;
  double kx, px_per_degree;
  double tolerance_px;

  Pen(const Box& box, int width, double tolerance)
      : frame(box), kx(std::cos(box.centre().lat * kRadians)), tolerance_px(tolerance) {
    px_per_degree = (width - 2 * kMargin_px) / std::max(1e-9, (box.east - box.west) * kx);
  }
  struct Px {
    long x, y;
    bool operator==(const Px&) const = default;
  };
  Px px(Point p) const {
    return {std::lround(kMargin_px + (p.lon - frame.west) * kx * px_per_degree),
            std::lround(kMargin_px + (frame.north - p.lat) * px_per_degree)};
  }
  double metres_per_px() const { return kMetresPerDegree / px_per_degree; }
  long height() const { return std::lround(2 * kMargin_px + (frame.north - frame.south) * px_per_degree); }

  /// Relative whole steps: "M12 40l3-4 0 7", closed by z.
  void path(std::string& out, const Path& points, bool closed) const {
    const Path thin = simplify(points, tolerance_px * metres_per_px());
    Px at = px(thin.front());
    out += 'M';
    append(out, at.x);
    out += ' ';
    append(out, at.y);
    out += 'l';
    for (std::size_t i = 1; i < thin.size(); ++i) {
      const Px to = px(thin[i]);
      if (to == at || (closed && i + 1 == thin.size())) continue;  // z draws the last side
      const long dx = to.x - at.x, dy = to.y - at.y;
      if (out.back() != 'l' && dx >= 0) out += ' ';
      append(out, dx);
      if (dy >= 0) out += ' ';
      append(out, dy);
      at = to;
    }
    if (out.back() == 'l') out += "0 0";
    if (closed) out += 'z';
  }
  std::string area(const Geometry& shape) const {
    std::string out;
    for_each_path(shape, [&](const Path& ring) { path(out, ring, true); });
    return out;
  }
};

/// 1, 2 or 5 times a power of ten, at most a fifth of the width.
double scale_bar_km(double width_km) {
  const double most = width_km / 5;
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0})
    if (step * power <= most) return step * power;
  return power;
}

void label(std::string& out, long x, long y, long width, const std::string& text) {
  if (text.empty()) return;
  const bool right = x > width * 3 / 5;  // else the words would leave the frame
  out += fmt::format("<text x=\"{}\" y=\"{}\"{}>{}</text>", x + (right ? -9 : 9), y + 5,
                     right ? " text-anchor=\"end\"" : "", escaped(text));
}

std::string draw(const LocatorMap& map, double tolerance_px) {
  const Pen pen(bounds(*map.whole), map.width, tolerance_px);
  const long height = pen.height();
  const auto& id = map.id;
  std::string out = fmt::format(
      "<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}t {}d\"><title "
      "id=\"{}t\">{}</title>"
      "<desc id=\"{}d\">{}</desc><defs><path id=\"{}k\" d=\"{}\"/><clipPath id=\"{}c\"><use "
      "href=\"#{}k\"/></clipPath></defs>"
      "<use class=\"kab\" href=\"#{}k\"/><g clip-path=\"url(#{}c)\">",
      map.width, height, id, id, id, escaped(map.title), id, escaped(map.description), id,
      pen.area(*map.whole), id, id, id, id);
  if (map.district != nullptr) out += fmt::format("<path class=\"lim\" d=\"{}\"/>", pen.area(*map.district));
  if (map.village != nullptr) out += fmt::format("<path class=\"des\" d=\"{}\"/>", pen.area(*map.village));
  if (!map.inner_borders.empty()) {
    out += "<path class=\"kec\" d=\"";
    for (const Path& border : map.inner_borders) pen.path(out, border, false);
    out += "\"/>";
  }
  out += fmt::format("</g><use class=\"edge\" href=\"#{}k\"/>", id);
  if (map.town) {
    const auto at = pen.px(map.town->at);
    out += fmt::format("<path class=\"tw\" d=\"M{} {}h8v8h-8z\"/>", at.x - 4, at.y - 4);
    label(out, at.x, at.y, map.width, map.town->label);
  }
  if (map.shape != nullptr) {
    const bool area =
        std::holds_alternative<Polygon>(*map.shape) || std::holds_alternative<MultiPolygon>(*map.shape);
    out += fmt::format("<path class=\"sh{}\" d=\"", area ? " in" : "");
    for_each_path(*map.shape, [&](const Path& path) { pen.path(out, path, area); });
    out += "\"/>";
  }
  if (map.mark) {
    const auto at = pen.px(map.mark->at);
    const double circle = map.mark->uncertain_m / pen.metres_per_px();
    if (circle > kDot_px)
      out += fmt::format("<circle class=\"un\" cx=\"{}\" cy=\"{}\" r=\"{:.0f}\"/>", at.x, at.y, circle);
    out += fmt::format("<circle class=\"pt\" cx=\"{}\" cy=\"{}\" r=\"{:.0f}\"/>", at.x, at.y, kDot_px);
    label(out, at.x, at.y, map.width, map.mark->label);
  }
  const double width_km = map.width * pen.metres_per_px() / 1000, bar_km = scale_bar_km(width_km);
  const long bar = std::lround(bar_km * map.width / width_km), x = map.width - bar - 8, y = height - 14;
  out += fmt::format(
      "<path class=\"sc\" d=\"M{} {}v5h{}v-5\"/><text class=\"l\" x=\"{}\" y=\"{}\" "
      "text-anchor=\"middle\">{} km</text></svg>",
      x, y, bar, x + bar / 2, y - 5, bar_km);
  return out;
}

}  // namespace

std::string locator_svg(const LocatorMap& map) {
  base::check(map.whole != nullptr && !bounds(*map.whole).is_empty(), "a locator map needs the whole area");
  std::string svg;
  for (double tolerance_px = 0.6; tolerance_px < 20; tolerance_px *= 1.3) {
    svg = draw(map, tolerance_px);
    if (svg.size() <= map.max_bytes) break;
  }
  return svg;
}

}  // namespace geo
