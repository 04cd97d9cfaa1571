#pragma once
// The file in which a grid lies on disk, mapped and used in place: a header with its own digest, provenance,
// the grid's bytes, and the digest of all that.
#include <functional>
#include <initializer_list>
#include <string_view>

#include "radio/terrain_store.h"

namespace radio {

struct StoreView {
  TerrainShape shape;
  std::string_view provenance;
  std::string_view payload;  ///< begins at a multiple of 4096 bytes
};

/// `payload_bytes` says how many bytes a grid of that shape takes. Refuses as read_terrain_store() says.
base::Result<StoreView> read_store(std::string_view magic, std::string_view bytes, Verify verify,
                                   std::size_t (*payload_bytes)(const TerrainShape&));

void write_store(std::string_view magic, const TerrainShape& shape, std::string_view provenance,
                 std::initializer_list<std::string_view> payload,
                 const std::function<void(std::string_view)>& write);

}  // namespace radio
