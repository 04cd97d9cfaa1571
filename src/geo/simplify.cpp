#include "geo/simplify.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "sphere.h"

namespace geo {

struct PointHash {
  std::size_t operator()(Point p) const {
    const std::size_t a = std::hash<double>{}(p.lat), b = std::hash<double>{}(p.lon);
    return a ^ (b + 0x9e3779b97f4a7c15ull + (a << 6) + (a >> 2));
  }
};

namespace {

/// The vertex farthest from the chord between two others.
struct Farthest {
  std::size_t at = 0;
  double distance2_m2 = 0;  ///< squared: a page's map asks this of every vertex
};

Farthest farthest(const Path& path, std::size_t first, std::size_t last) {
  const double kx = kMetresPerDegree * std::cos(path[first].lat * kRadians);
  const double dx = (path[last].lon - path[first].lon) * kx;
  const double dy = (path[last].lat - path[first].lat) * kMetresPerDegree;
  const double length2 = dx * dx + dy * dy;
  Farthest worst;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double px = (path[i].lon - path[first].lon) * kx,
                 py = (path[i].lat - path[first].lat) * kMetresPerDegree;
    const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;
    const double ex = px - t * dx, ey = py - t * dy, distance2 = ex * ex + ey * ey;
    if (distance2 > worst.distance2_m2) worst = {i, distance2};
  }
  return worst;
}

}  // namespace

Path simplify(const Path& path, double tolerance_m) {
  if (path.size() < 3) return path;
  std::vector<bool> kept(path.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::array<std::size_t, 2>> open{
      {0, path.size() - 1}};  // a stack of our own: paths can be long
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const Farthest worst = farthest(path, first, last);
    if (worst.distance2_m2 <= tolerance_m * tolerance_m) continue;
    kept[worst.at] = true;
    open.push_back({first, worst.at});
    open.push_back({worst.at, last});
  }
  Path out;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (kept[i]) out.push_back(path[i]);
  return out;
}

/// Vertices where borders meet: those with other than two different neighbours over all rings.
class Junctions {
 public:
  void add(const Path& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      note(ring[i], ring[i + 1]);
      note(ring[i + 1], ring[i]);
    }
  }
  bool is_one(Point p) const {
    const auto found = neighbours_.find(p);
    return found == neighbours_.end() || found->second.count != 2;
  }

 private:
  struct Neighbours {
    Point one, two;
    int count = 0;
  };
  void note(Point at, Point neighbour) {
    if (at == neighbour) return;
    Neighbours& n = neighbours_[at];
    if (n.count == 0) {
      n.one = neighbour;
      n.count = 1;
    } else if (n.count == 1 && n.one != neighbour) {
      n.two = neighbour;
      n.count = 2;
    } else if (n.count == 2 && n.one != neighbour && n.two != neighbour) {
      n.count = 3;
    }
  }
  std::unordered_map<Point, Neighbours, PointHash> neighbours_;
};

/// Finds an arc that a neighbour has brought already, in either direction.
class ArcIndex {
 public:
  std::map<Path, std::size_t> known;  ///< by the arc in its canonical direction
};

Coverage::Coverage(std::span<const Geometry* const> areas) {
  Junctions junctions;
  for (const Geometry* area : areas) for_each_path(*area, [&](const Path& ring) { junctions.add(ring); });
  ArcIndex known;
  for (const Geometry* area : areas) {
    auto& parts = areas_.emplace_back();
    for (const Polygon& polygon : polygons_of(*area)) {
      Part& part = parts.emplace_back();
      for (const Path& ring : polygon.rings) part.rings.push_back(add_ring(ring, junctions, known));
    }
  }
}

Coverage::Ring Coverage::add_ring(const Path& closed, const Junctions& junctions, ArcIndex& known) {
  Path ring(closed.begin(), closed.end() - 1);
  // Start at a junction, so that no arc is cut where nothing meets; a lone ring starts at its least vertex,
  // so that the hole that it fills in a neighbour starts there too.
  auto start = std::ranges::find_if(ring, [&](Point p) { return junctions.is_one(p); });
  if (start == ring.end()) start = std::ranges::min_element(ring);
  std::ranges::rotate(ring, start);
  ring.push_back(ring.front());

  Ring uses;
  std::size_t from = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (i + 1 < ring.size() && !junctions.is_one(ring[i])) continue;
    Path arc(ring.begin() + static_cast<std::ptrdiff_t>(from),
             ring.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    from = i;
    Path back(arc.rbegin(), arc.rend());
    const bool reversed = back < arc;
    const auto [found, is_new] =
        known.known.emplace(reversed ? std::move(back) : std::move(arc), arcs_.size());
    if (is_new) arcs_.push_back(found->first);
    uses.push_back({found->second, reversed});
  }
  return uses;
}

std::vector<Geometry> Coverage::simplified(double tolerance_m) const {
  std::vector<Path> thin;
  for (const Path& arc : arcs_) thin.push_back(simplify(arc, tolerance_m));
  // A ring of one or two arcs could collapse; its arcs then stay whole, for every area that uses them.
  const auto joined = [&](const Ring& ring) {
    Path out;
    for (const auto& [arc, reversed] : ring) {
      const Path& points = thin[arc];
      const auto add = [&](Point p) {
        if (out.empty() || out.back() != p) out.push_back(p);
      };
      if (reversed)
        std::for_each(points.rbegin(), points.rend(), add);
      else
        std::for_each(points.begin(), points.end(), add);
    }
    return out;
  };
  for (const auto& parts : areas_)
    for (const Part& part : parts)
      for (const Ring& ring : part.rings)
        if (joined(ring).size() < 4)
          for (const Use& use : ring) thin[use.arc] = arcs_[use.arc];
  std::vector<Geometry> out;
  for (const auto& parts : areas_) {
    std::vector<Polygon> polygons;
    for (const Part& part : parts) {
      Polygon& polygon = polygons.emplace_back();
      for (const Ring& ring : part.rings) polygon.rings.push_back(joined(ring));
    }
    out.push_back(geometry_of(std::move(polygons)));
  }
  return out;
}

}  // namespace geo
