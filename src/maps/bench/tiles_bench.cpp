// Vector tiles z 8–14 beside PostGIS ST_AsMVT over one connection: the same shapes, the same tiles, the same
// run.
//   tiles_bench [--quick]
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <random>
#include <string_view>

#include "db/database.h"
#include "geo/wkb.h"
#include "maps/tile_set.h"
#include "support/measure.h"
#include "support/postgres.h"

namespace {

using maps::MapFeature;
using maps::MapLayer;
using support::must;

constexpr geo::Box kRegency{-2.9, 102.1, -1.9, 103.1};
constexpr int kAcross = 13;  ///< 169 villages, of 64 points each
constexpr std::size_t kTilesAZoom = 64;
constexpr std::size_t kMaxTileBytes = 500'000;
constexpr long kCrowd = 3'900;

const db::Sql kAddVillage{
    "INSERT INTO villages VALUES ($1, $2, ST_Transform(ST_GeomFromWKB($3, 4326), 3857))"};
const db::Sql kAddObject{
    "INSERT INTO objects VALUES ($1, $2, $3, ST_Transform(ST_GeomFromWKB($4, 4326), 3857))"};
// The margin is the buffer: 64 of 4096.
const db::Sql kTile{
    "WITH t AS (SELECT ST_TileEnvelope($1::int, $2::int, $3::int) AS frame, "
    "ST_TileEnvelope($1::int, $2::int, $3::int, margin => 0.015625) AS wide) "
    "SELECT (SELECT ST_AsMVT(q, 'villages') FROM (SELECT code, name, "
    "ST_AsMVTGeom(g, frame, 4096, 64, true) AS g FROM villages, t WHERE g && wide) q WHERE g IS NOT NULL) || "
    "(SELECT ST_AsMVT(q, 'objects') FROM (SELECT name, category, certain, "
    "ST_AsMVTGeom(g, frame, 4096, 64, true) AS g FROM objects, t WHERE g && wide) q WHERE g IS NOT NULL)"};

/// A border between two corners of the grid, the same from either side, winding as rivers do.
void append_border(geo::Path& ring, geo::Point from, geo::Point to) {
  constexpr int kPoints = 16;
  const bool turned = std::pair(from.lat, from.lon) > std::pair(to.lat, to.lon);
  const geo::Point a = turned ? to : from, b = turned ? from : to;
  for (int i = 0; i < kPoints; ++i) {
    const double t = (turned ? kPoints - i : i) / static_cast<double>(kPoints);
    const double bend = 0.004 * std::sin(std::numbers::pi * t) * std::sin(40 * t + 100 * (a.lat + a.lon));
    ring.push_back({a.lat + t * (b.lat - a.lat) + bend, a.lon + t * (b.lon - a.lon) - bend});
  }
}

MapLayer villages() {
  MapLayer layer{"villages", {}, 0, true};
  const auto corner = [](int i, int j) {
    const double step = (kRegency.north - kRegency.south) / kAcross;
    return geo::Point{kRegency.south + i * step, kRegency.west + j * step};
  };
  for (int i = 0; i < kAcross; ++i) {
    for (int j = 0; j < kAcross; ++j) {
      geo::Path ring;
      append_border(ring, corner(i, j), corner(i, j + 1));
      append_border(ring, corner(i, j + 1), corner(i + 1, j + 1));
      append_border(ring, corner(i + 1, j + 1), corner(i + 1, j));
      append_border(ring, corner(i + 1, j), corner(i, j));
      ring.push_back(ring.front());
      const std::string code = std::to_string(2001 + i * kAcross + j);
      layer.features.push_back({geo::Polygon{{std::move(ring)}}, {{"code", code}, {"name", "Desa " + code}}});
    }
  }
  return layer;
}

MapLayer objects(int count) {
  static constexpr std::array kCategories = {"wisata", "gua", "pasar", "industri", "fasilitas"};
  std::mt19937 random(11);
  std::uniform_real_distribution<double> lat(kRegency.south, kRegency.north),
      lon(kRegency.west, kRegency.east);
  MapLayer layer{"objects", {}, 0, false};
  for (int i = 0; i < count; ++i)
    layer.features.push_back({geo::Point{lat(random), lon(random)},
                              {{"name", "Objek " + std::to_string(i)},
                               {"category", kCategories[static_cast<std::size_t>(i) % kCategories.size()]},
                               {"certain", i % 3 != 0}}});
  return layer;
}

std::vector<geo::Tile> tiles_of(int z) {
  const geo::Tile first = geo::tile_at({kRegency.north, kRegency.west}, z),
                  last = geo::tile_at({kRegency.south, kRegency.east}, z);
  std::vector<geo::Tile> all, some;
  for (int x = first.x; x <= last.x; ++x)
    for (int y = first.y; y <= last.y; ++y) all.push_back({z, x, y});
  const std::size_t step = std::max<std::size_t>(1, all.size() / kTilesAZoom);
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
  return some;
}

/// PostGIS with the layers of a set of tiles.
class PostGis {
 public:
  PostGis(const std::string& url, const MapLayer& villages, const MapLayer& objects)
      : database_(db::Database::open(url, {.connections = 1})) {
    database_->write([&](db::Transaction& tx) {
      tx.script(
          "DROP TABLE IF EXISTS villages; DROP TABLE IF EXISTS objects;"
          "CREATE TABLE villages (code text, name text, g geometry(Geometry, 3857));"
          "CREATE TABLE objects (name text, category text, certain boolean, g geometry(Point, 3857))");
      for (const MapFeature& f : villages.features)
        tx.execute(kAddVillage, text_of(f, 0), text_of(f, 1), db::Blob{geo::encode_wkb(f.geometry)});
      for (const MapFeature& f : objects.features)
        tx.execute(kAddObject, text_of(f, 0), text_of(f, 1), std::get<bool>(f.properties[2].second),
                   db::Blob{geo::encode_wkb(f.geometry)});
      tx.script(
          "CREATE INDEX ON villages USING gist (g); CREATE INDEX ON objects USING gist (g);"
          "ANALYZE villages; ANALYZE objects");
    });
  }

  /// `f(tile's bytes)` for each; one snapshot for all, so that only the making is timed.
  void each(const std::vector<geo::Tile>& tiles, const std::function<void(std::string_view)>& f) {
    database_->read([&](db::Reader& reader) {
      for (const geo::Tile& tile : tiles)
        reader.each(
            kTile, [&](const db::Row& row) { f(row.blob(0)); }, tile.z, tile.x, tile.y);
    });
  }

 private:
  static const std::string& text_of(const MapFeature& feature, std::size_t property) {
    return std::get<std::string>(feature.properties[property].second);
  }
  std::unique_ptr<db::Database> database_;
};

std::uint64_t take_varint(std::string_view& data) {
  std::uint64_t value = 0;
  for (int shift = 0; !data.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(data.front());
    data.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

/// `f(field, bytes)` for each length-delimited field.
void walk(std::string_view data, const std::function<void(std::uint64_t, std::string_view)>& f) {
  while (!data.empty()) {
    const std::uint64_t tag = take_varint(data);
    const std::uint64_t value = take_varint(data);
    if ((tag & 7) != 2) continue;
    f(tag >> 3, data.substr(0, value));
    data.remove_prefix(value);
  }
}

/// Features by the name of their layer (MVT 2.1: layer 3, name 1, feature 2).
std::map<std::string, long> features_in(std::string_view tile) {
  std::map<std::string, long> counts;
  walk(tile, [&](std::uint64_t, std::string_view layer) {
    std::string name;
    long features = 0;
    walk(layer, [&](std::uint64_t field, std::string_view bytes) {
      if (field == 1) name = bytes;
      features += field == 2;
    });
    counts[name] += features;
  });
  return counts;
}

/// The same features in each tile; those that rounding puts on either side of the buffer's edge may differ,
/// and of a crowd of points we send those that can be told apart.
void compare(const maps::TileSet& set, PostGis& postgis, const std::vector<geo::Tile>& tiles) {
  std::size_t at = 0;
  postgis.each(tiles, [&](std::string_view theirs) {
    const std::string ours = set.tile(tiles[at++]);
    must(ours.size() <= kMaxTileBytes, "a tile of " + std::to_string(ours.size()) + " bytes");
    auto a = features_in(ours), b = features_in(theirs);
    for (const char* layer : {"villages", "objects"})
      must((b[layer] > kCrowd && a[layer] > 0 && a[layer] <= b[layer]) ||
               std::abs(a[layer] - b[layer]) <= 1 + b[layer] / 100,
           std::to_string(a[layer]) + " " + layer + " beside " + std::to_string(b[layer]) + " of PostGIS");
  });
}

void measure(int count, const std::string& url, bool quick) {
  const MapLayer areas = villages(), points = objects(count);
  PostGis postgis(url, areas, points);
  std::optional<maps::TileSet> set;
  std::vector<MapLayer> layers{areas, points};
  const double made_s = support::seconds_of([&] { set.emplace(std::move(layers)); });
  const support::MeasureTable table("tiles/s", support::MeasureTable::Better::kMore, "PostGIS, tiles/s");
  for (int z = 8; z <= 14; z += quick ? 6 : 1) {
    const std::vector<geo::Tile> tiles = tiles_of(z);
    compare(*set, postgis, tiles);
    double ours_s = 1e9, theirs_s = 1e9;
    std::size_t bytes = 0;
    for (int round = 0; round < 3; ++round) {
      ours_s = std::min(ours_s, support::seconds_of([&] {
                          for (const geo::Tile& tile : tiles) bytes += set->tile(tile).size();
                        }));
      theirs_s = std::min(theirs_s, support::seconds_of([&] {
                            postgis.each(tiles, [&](std::string_view tile) { bytes += tile.size(); });
                          }));
    }
    must(bytes > 0, "tiles hold something");
    const auto n = static_cast<double>(tiles.size());
    table.row("z" + std::to_string(z), count, {n / ours_s, n / theirs_s});
  }
  std::printf("\nThe set of %d objects was made in %.0f ms.\n", count, 1e3 * made_s);
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  const auto cluster = support::PostgresCluster::own("-c fsync=off");
  if (!cluster) {
    std::puts("PostgreSQL is missing: apt-get install postgresql-15-postgis-3");
    return 1;
  }
  cluster->administer("CREATE EXTENSION postgis", "serumpun");
  for (const int count : {1'000, 10'000, 100'000}) {
    if (quick && count > 1'000) break;
    measure(count, cluster->url(), quick);
  }
  cluster->remove();
}
