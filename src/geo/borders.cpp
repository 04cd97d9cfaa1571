#include "geo/borders.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/simplify.h"
#include "sphere.h"

namespace geo {
namespace {

constexpr double kStraight_m = 1;  // what we cut into pieces lies on its line again within this
constexpr std::size_t kSidesInBundle = 16;

/// Metres on a plane; areas that have a border in common are near enough to each other.
struct Flat {
  double x = 0, y = 0;
};

class Plane {
 public:
  explicit Plane(double lat) : kx_(kMetresPerDegree * std::cos(lat * kRadians)) {}
  Flat at(Point p) const { return {p.lon * kx_, p.lat * kMetresPerDegree}; }

 private:
  double kx_;
};

double distance2(Flat p, Flat a, Flat b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  const double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
  return ex * ex + ey * ey;
}

/// The rings of one area, in bundles of sides with their boxes: most bundles are far from most places.
class Outline {
 public:
  Outline(const Geometry& area, const Plane& plane) {
    for_each_path(area, [&](const Path& ring) {
      for (std::size_t from = 0; from + 1 < ring.size(); from += kSidesInBundle) {
        Bundle& bundle = bundles_.emplace_back();
        const std::size_t last = std::min(from + kSidesInBundle, ring.size() - 1);
        for (std::size_t i = from; i <= last; ++i) bundle.add(plane.at(ring[i]));
      }
    });
  }

  /// The square of the distance to it where it is below `best2`.
  double nearer_than(double best2, Flat place) const {
    for (const Bundle& bundle : bundles_) {
      if (bundle.box_distance2(place) >= best2) continue;
      for (std::size_t i = 1; i < bundle.points.size(); ++i)
        best2 = std::min(best2, distance2(place, bundle.points[i - 1], bundle.points[i]));
    }
    return best2;
  }

 private:
  struct Bundle {
    std::vector<Flat> points;
    Flat least, most;

    void add(Flat p) {
      least = points.empty() ? p : Flat{std::min(least.x, p.x), std::min(least.y, p.y)};
      most = points.empty() ? p : Flat{std::max(most.x, p.x), std::max(most.y, p.y)};
      points.push_back(p);
    }
    double box_distance2(Flat p) const {
      const double dx = std::max({least.x - p.x, 0.0, p.x - most.x});
      const double dy = std::max({least.y - p.y, 0.0, p.y - most.y});
      return dx * dx + dy * dy;
    }
  };
  std::vector<Bundle> bundles_;
};

/// The ring with its sides cut into pieces of at most `piece_m`: one side may lie along two neighbours.
Path in_pieces(const Path& ring, const Plane& plane, double piece_m) {
  Path out;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Flat a = plane.at(ring[i - 1]), b = plane.at(ring[i]);
    const double pieces = std::max(1.0, std::ceil(std::hypot(b.x - a.x, b.y - a.y) / piece_m));
    for (double k = 0; k < pieces; ++k)
      out.push_back({std::lerp(ring[i - 1].lat, ring[i].lat, k / pieces),
                     std::lerp(ring[i - 1].lon, ring[i].lon, k / pieces)});
  }
  out.push_back(out.front());
  return out;
}

/// The stretches of a closed ring whose pieces are chosen; one that runs over the ring's start is whole.
std::vector<Path> stretches(const Path& ring, const std::vector<bool>& chosen) {
  const std::size_t pieces = chosen.size();
  const auto gap = std::ranges::find(chosen, false);
  if (gap == chosen.end()) return {ring};
  const auto start = static_cast<std::size_t>(gap - chosen.begin());
  std::vector<Path> out;
  bool open = false;
  for (std::size_t n = 0; n < pieces; ++n) {
    const std::size_t i = (start + n) % pieces;
    if (chosen[i] && !open) out.push_back({ring[i]});
    if (chosen[i]) out.back().push_back(ring[i + 1]);
    open = chosen[i];
  }
  return out;
}

}  // namespace

std::vector<Path> common_borders(std::span<const Geometry* const> areas, double apart_m) {
  Box all;
  for (const Geometry* area : areas) all.include(bounds(*area));
  if (all.is_empty()) return {};
  const Plane plane(all.centre().lat);
  std::vector<Outline> outlines;
  for (const Geometry* area : areas) outlines.emplace_back(*area, plane);

  /// The nearest of the other areas, if one is within reach.
  const auto neighbour = [&](std::size_t own, Flat place) {
    std::optional<std::size_t> nearest;
    double best2 = apart_m * apart_m;
    for (std::size_t other = 0; other < outlines.size(); ++other) {
      if (other == own) continue;
      const double distance2 = outlines[other].nearer_than(best2, place);
      if (distance2 < best2) nearest = other, best2 = distance2;
    }
    return nearest;
  };

  std::vector<Path> out;
  for (std::size_t own = 0; own < areas.size(); ++own)
    for_each_path(*areas[own], [&](const Path& ring) {
      if (ring.size() < 4) return;
      const Path pieces = in_pieces(ring, plane, apart_m / 2);
      std::vector<bool> chosen;
      for (std::size_t i = 1; i < pieces.size(); ++i) {
        const Flat a = plane.at(pieces[i - 1]), b = plane.at(pieces[i]);
        const auto other = neighbour(own, {(a.x + b.x) / 2, (a.y + b.y) / 2});
        chosen.push_back(other && *other > own);
      }
      for (const Path& stretch : stretches(pieces, chosen)) out.push_back(simplify(stretch, kStraight_m));
    });
  return out;
}

}  // namespace geo
