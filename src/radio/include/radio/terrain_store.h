#pragma once
// The terrain store: one file that is mapped into memory and used in place.
//
//   128 bytes    magic "SERUDEM1", byte order mark, rows, columns, corner, posts a degree, unit, lengths,
//   SHA-256 of what follows provenance   JSON: source, date, resolution of each file that went in padding to
//   a multiple of 4096 posts        16-bit heights, tiled as radio/terrain.h says filled mask  one bit a post
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "radio/terrain.h"

namespace radio {

struct StoredTerrain {
  Terrain terrain;              ///< views into the bytes given
  std::string_view provenance;  ///< JSON
};

enum class Verify {
  kChecksum,   ///< every byte
  kShapeOnly,  ///< the header and the lengths
  kUntrusted,  ///< the lengths only, for fuzzing: a random header never has the right digest
};

bool looks_like_terrain_store(std::string_view beginning);

/// `bytes` begin at an address that 16-bit numbers may have, and outlive the answer. Refuses (radio.store_…)
/// a header that is damaged or does not fit the length, and with kChecksum any changed byte.
base::Result<StoredTerrain> read_terrain_store(std::string_view bytes, Verify verify);

/// Gives the store's bytes in order to `write`.
void write_terrain_store(const Terrain& terrain, std::string_view provenance,
                         const std::function<void(std::string_view)>& write);

}  // namespace radio
