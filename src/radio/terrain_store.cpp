#include "radio/terrain_store.h"

#include "store_file.h"

namespace radio {
namespace {

constexpr std::string_view kTerrainMagic = "SERUDEM1";

template <class T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::size_t posts_bytes(const TerrainShape& shape) {
  return static_cast<std::size_t>(TerrainTiles(shape).posts()) * sizeof(std::int16_t);
}

}  // namespace

bool looks_like_terrain_store(std::string_view beginning) {
  return beginning.starts_with(kTerrainMagic);
}

base::Result<StoredTerrain> read_terrain_store(std::string_view bytes, Verify verify) {
  const auto store = read_store(kTerrainMagic, bytes, verify, [](const TerrainShape& shape) {
    return posts_bytes(shape) + shape.mask_bytes();
  });
  if (!store) return base::fail(store.error());
  const std::size_t posts = posts_bytes(store->shape);
  const auto* heights = reinterpret_cast<const std::int16_t*>(store->payload.data());
  const auto* mask = reinterpret_cast<const std::uint8_t*>(store->payload.data() + posts);
  return StoredTerrain{
      Terrain(store->shape, {heights, posts / sizeof(std::int16_t)}, {mask, store->shape.mask_bytes()}),
      store->provenance};
}

void write_terrain_store(const Terrain& terrain, std::string_view provenance,
                         const std::function<void(std::string_view)>& write) {
  write_store(kTerrainMagic, terrain.shape(), provenance,
              {bytes_of(terrain.posts()), bytes_of(terrain.filled_mask())}, write);
}

}  // namespace radio
