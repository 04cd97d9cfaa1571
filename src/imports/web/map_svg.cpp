#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "geo/geometry.h"
#include "geo/simplify.h"
#include "pages.h"
#include "view/views.h"

namespace imports_web {
namespace {

constexpr double kWidth = 376;
constexpr int kEdge = 8;
/// The grid on which the preview keeps its points: reading_notes.cpp.
constexpr double kGrid = 400, kMargin = 60;

struct Frame {
  geo::Box box;
  double scale = 1, height = 284, left = 0, top = 0;

  int x(double lon) const { return static_cast<int>(std::lround(left + (lon - box.west) * scale)); }
  int y(double lat) const { return static_cast<int>(std::lround(top + (box.north - lat) * scale)); }
};

Frame frame_of(const geo::Box& box, bool with_margin) {
  Frame frame{.box = box};
  const double wide = std::max(1e-9, box.east - box.west), high = std::max(1e-9, box.north - box.south);
  const double edge = with_margin ? kMargin / kGrid : 0.03;
  frame.scale = kWidth / (wide * (1 + 2 * edge));
  frame.left = wide * edge * frame.scale;
  frame.top = high * edge * frame.scale;
  frame.height = std::ceil(high * (1 + 2 * edge) * frame.scale);
  return frame;
}

std::string outline(const geo::Geometry& border, const Frame& frame) {
  std::string d;
  geo::for_each_path(border, [&](const geo::Path& whole) {
    const geo::Path path = geo::simplify(whole, 500);
    for (std::size_t i = 0; i < path.size(); ++i)
      d += (i == 0 ? "M" : "L") + std::to_string(frame.x(path[i].lon)) + " " +
           std::to_string(frame.y(path[i].lat));
    d += "z";
  });
  return d;
}

std::string dots(const base::Json& points, const Frame& frame, const char* mark) {
  std::map<std::pair<int, int>, bool> seen;
  std::string d;
  for (const base::Json& item : points.as_array()) {
    const double gx = static_cast<double>(item.as_int() % 1000) - kMargin,
                 gy = static_cast<double>(item.as_int() / 1000) - kMargin;
    const double lon = frame.box.west + gx / kGrid * (frame.box.east - frame.box.west),
                 lat = frame.box.north - gy / kGrid * (frame.box.north - frame.box.south);
    // What lies far away is marked at the edge on its side.
    const int x = std::clamp(frame.x(lon), kEdge, static_cast<int>(kWidth) - kEdge),
              y = std::clamp(frame.y(lat), kEdge, static_cast<int>(frame.height) - kEdge);
    if (!seen.emplace(std::pair(x, y), true).second) continue;
    d += "M" + std::to_string(x) + " " + std::to_string(y) + mark;
  }
  return d;
}

std::string path(std::string_view look, const std::string& d) {
  return d.empty() ? "" : fmt::format(R"(<path class="{}" d="{}"/>)", look, d);
}

}  // namespace

std::string map_svg(const imports::Territory& territory, const base::Json& points, const std::string& title,
                    const std::string& description) {
  geo::Box box;
  for (const imports::Area& area : territory.areas()) {
    box.include(area.centre);
    if (area.border && area.level == imports::Level::kRegency) box.include(geo::bounds(*area.border));
  }
  const Frame frame = frame_of(box, !points.at("outside").as_array().empty());
  std::string svg = "<svg class=\"map\" viewBox=\"0 0 376 " + std::to_string(static_cast<int>(frame.height)) +
                    "\" role=\"img\" aria-labelledby=\"mt md\"><title id=\"mt\">";
  view::append_escaped(svg, title);
  svg += "</title><desc id=\"md\">";
  view::append_escaped(svg, description);
  svg += "</desc>";
  std::string districts;
  for (const imports::Area& area : territory.areas())
    if (area.border && area.level == imports::Level::kDistrict) districts += outline(*area.border, frame);
  const auto& regency = territory.regency().border;
  const std::string border = regency ? outline(*regency, frame) : std::string();
  const std::string mended = dots(points.at("mended"), frame, "h0");
  svg += path("kab", border) + path("kec", districts) + path("edge", border);
  svg += path("at-in", dots(points.at("inside"), frame, "h0"));
  svg += path("at-mended", mended) + path("at-mended core", mended);
  svg += path("at-out", dots(points.at("outside"), frame, "m-4-4l8 8m0-8l-8 8"));
  return svg + "</svg>";
}

}  // namespace imports_web
