#include "geo/wkb.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace geo {
namespace {

static_assert(std::endian::native == std::endian::little);

enum Kind : std::uint32_t {
  kPoint = 1,
  kLine = 2,
  kPolygon = 3,
  kMultiPoint = 4,
  kMultiLine = 5,
  kMultiPolygon = 6,
};

struct WkbWriter {
  std::string out = {};

  void head(Kind kind) {
    out += '\1';
    number(static_cast<std::uint32_t>(kind));
  }
  void number(std::uint32_t value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void count(std::size_t value) { number(static_cast<std::uint32_t>(value)); }
  void real(double value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void xy(Point p) {
    real(p.lon);
    real(p.lat);
  }
  void path(const Path& points) {
    count(points.size());
    for (const Point& p : points) xy(p);
  }

  void operator()(const Point& p) {
    head(kPoint);
    xy(p);
  }
  void operator()(const Line& g) {
    head(kLine);
    path(g.points);
  }
  void operator()(const Polygon& g) {
    head(kPolygon);
    count(g.rings.size());
    for (const Path& ring : g.rings) path(ring);
  }
  void operator()(const MultiPoint& g) {
    head(kMultiPoint);
    count(g.points.size());
    for (const Point& p : g.points) (*this)(p);
  }
  void operator()(const MultiLine& g) {
    head(kMultiLine);
    count(g.lines.size());
    for (const Path& line : g.lines) {
      head(kLine);
      path(line);
    }
  }
  void operator()(const MultiPolygon& g) {
    head(kMultiPolygon);
    count(g.polygons.size());
    for (const Polygon& polygon : g.polygons) (*this)(polygon);
  }
};

/// Reads on while all is well; the first mistake is kept and everything after it reads as nothing.
struct WkbReader {
  std::string_view rest;
  bool swapped = false;
  const char* mistake = nullptr;

  bool fail(const char* key) {
    if (mistake == nullptr) mistake = key;
    rest = {};
    return false;
  }
  template <class T>
  T raw() {
    T value{};
    if (rest.size() < sizeof(T)) {
      fail("wkb.cut_short");
      return value;
    }
    char bytes[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) bytes[i] = rest[swapped ? sizeof(T) - 1 - i : i];
    std::memcpy(&value, bytes, sizeof(T));
    rest.remove_prefix(sizeof(T));
    return value;
  }
  std::uint32_t head() {
    if (rest.empty() || static_cast<unsigned char>(rest[0]) > 1) {
      fail("wkb.byte_order");
      return 0;
    }
    swapped = rest[0] == 0;
    rest.remove_prefix(1);
    return raw<std::uint32_t>();
  }
  /// A count of things of at least `least` bytes each, so that a lie about it cannot make us allocate.
  std::size_t count(std::size_t least) {
    const std::size_t n = raw<std::uint32_t>();
    if (n > rest.size() / least) {
      fail("wkb.cut_short");
      return 0;
    }
    return n;
  }
  Point point() {
    const double lon = raw<double>();
    const Point p{raw<double>(), lon};
    if (mistake == nullptr && !is_valid(p)) fail("wkb.outside_the_earth");
    return p;
  }
  Path path(std::size_t at_least) {
    Path points(count(16));
    for (Point& p : points) p = point();
    if (points.size() < at_least) fail("wkb.too_few_points");
    return points;
  }
  Polygon polygon() {
    Polygon g;
    g.rings.resize(count(4));
    if (g.rings.empty()) fail("wkb.too_few_points");
    for (Path& ring : g.rings) {
      ring = path(4);
      if (mistake != nullptr) break;
      if (ring.front() != ring.back()) fail("wkb.ring_open");
    }
    return g;
  }
  void member(Kind kind) {
    if (head() != kind && mistake == nullptr) fail("wkb.kind_unknown");
  }
  template <class T, class F>
  std::vector<T> members(Kind kind, F read) {
    std::vector<T> all(count(9));
    if (all.empty()) fail("wkb.too_few_points");
    for (T& one : all) {
      member(kind);
      one = read();
      if (mistake != nullptr) break;
    }
    return all;
  }

  Geometry geometry() {
    switch (head()) {
      case kPoint:
        return point();
      case kLine:
        return Line{path(2)};
      case kPolygon:
        return polygon();
      case kMultiPoint:
        return MultiPoint{members<Point>(kPoint, [this] { return point(); })};
      case kMultiLine:
        return MultiLine{members<Path>(kLine, [this] { return path(2); })};
      case kMultiPolygon:
        return MultiPolygon{members<Polygon>(kPolygon, [this] { return polygon(); })};
      default:
        fail("wkb.kind_unknown");
        return Point{};
    }
  }
};

}  // namespace

std::string encode_wkb(const Geometry& geometry) {
  WkbWriter writer;
  writer.out.reserve(64 + 16 * vertex_count(geometry));
  std::visit(writer, geometry);
  return std::move(writer.out);
}

base::Result<Geometry> decode_wkb(std::string_view bytes) {
  WkbReader reader{bytes};
  Geometry geometry = reader.geometry();
  if (reader.mistake == nullptr && !reader.rest.empty()) reader.fail("wkb.more_bytes");
  if (reader.mistake != nullptr) return base::fail(base::ErrorCode::kInvalid, {reader.mistake, {}});
  return geometry;
}

}  // namespace geo
