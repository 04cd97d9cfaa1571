#include "geo/cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/measure.h"
#include "sphere.h"

namespace geo {
namespace {

double turn(Point o, Point a, Point b) {
  return (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon);
}

/// Cuts a convex polygon (open list of points) to the side of the bisector on which `site` lies.
Path nearer_half(const Path& cell, Point site, Point rival, double kx) {
  const double nx = (rival.lon - site.lon) * kx * kx, ny = rival.lat - site.lat;
  const Point middle{(site.lat + rival.lat) / 2, (site.lon + rival.lon) / 2};
  const auto beyond = [&](Point p) { return (p.lon - middle.lon) * nx + (p.lat - middle.lat) * ny; };
  Path out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const Point &a = cell[i], &b = cell[(i + 1) % cell.size()];
    const double da = beyond(a), db = beyond(b);
    if (da <= 0) out.push_back(a);
    if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
      const double t = da / (da - db);
      out.push_back({a.lat + t * (b.lat - a.lat), a.lon + t * (b.lon - a.lon)});
    }
  }
  return out;
}

/// Closed, each vertex on a grid of a centimetre: three cells compute their common corner in three ways.
Path snapped(const Path& cell) {
  constexpr double kPerDegree = 1e7;
  Path ring;
  for (Point p : cell) {
    p = {std::round(p.lat * kPerDegree) / kPerDegree, std::round(p.lon * kPerDegree) / kPerDegree};
    if (ring.empty() || ring.back() != p) ring.push_back(p);
  }
  if (ring.back() != ring.front() || ring.size() == 1) ring.push_back(ring.front());
  return ring;
}

}  // namespace

Path convex_hull(std::span<const Point> points) {
  Path sorted(points.begin(), points.end());
  std::ranges::sort(sorted, {}, [](Point p) { return std::pair(p.lon, p.lat); });
  Path hull;
  const auto half = [&](auto begin, auto end) {
    const std::size_t base = hull.size();
    for (auto p = begin; p != end; ++p) {
      while (hull.size() >= base + 2 && turn(hull[hull.size() - 2], hull.back(), *p) <= 0) hull.pop_back();
      hull.push_back(*p);
    }
    hull.pop_back();
  };
  if (sorted.empty()) return hull;
  half(sorted.begin(), sorted.end());
  half(sorted.rbegin(), sorted.rend());
  if (!hull.empty()) hull.push_back(hull.front());
  return hull;
}

Path grown(const Path& hull, double by_m) {
  const Point middle = centroid(Polygon{{hull}});
  Path out;
  for (Point p : hull) {
    const double factor = 1 + by_m / std::max(1.0, distance_m(middle, p));
    out.push_back({middle.lat + (p.lat - middle.lat) * factor, middle.lon + (p.lon - middle.lon) * factor});
  }
  return out;
}

std::vector<Polygon> voronoi_cells(std::span<const Point> sites, const Path& frame) {
  std::vector<Polygon> cells;
  const double kx = std::cos(bounds(frame).centre().lat * kRadians);
  std::vector<std::size_t> rivals(sites.size());
  for (std::size_t s = 0; s < sites.size(); ++s) {
    // Nearest rivals first; one farther than twice the cell's reach can cut nothing, nor can any after it.
    std::iota(rivals.begin(), rivals.end(), std::size_t{0});
    const auto away = [&](Point p) { return std::hypot((p.lon - sites[s].lon) * kx, p.lat - sites[s].lat); };
    std::ranges::sort(rivals, {}, [&](std::size_t r) { return away(sites[r]); });
    Path cell(frame.begin(), frame.end() - 1);
    for (const std::size_t r : rivals) {
      if (r == s) continue;
      double reach = 0;
      for (Point p : cell) reach = std::max(reach, away(p));
      if (away(sites[r]) > 2 * reach) break;
      if (sites[r] == sites[s] && r > s) continue;  // of equal sites the first gets the cell
      cell = sites[r] == sites[s] ? Path{} : nearer_half(cell, sites[s], sites[r], kx);
      if (cell.size() < 3) break;
    }
    Polygon& polygon = cells.emplace_back();
    if (cell.size() < 3) continue;
    Path ring = snapped(cell);
    if (ring.size() >= 4) polygon.rings.push_back(std::move(ring));
  }
  return cells;
}

}  // namespace geo
