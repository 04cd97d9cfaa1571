#include <cstdint>
#include <string>

#include "radio/hgt.h"

// The first 11 bytes are the name; the rest is repeated to the length of a tile, or given as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::string_view name = all.substr(0, 11), rest = all.substr(name.size());
  (void)radio::parse_hgt(name, rest);
  if (rest.empty()) return 0;
  std::string tile;
  while (tile.size() < std::size_t{1201} * 1201 * 2) tile += rest;
  tile.resize(std::size_t{1201} * 1201 * 2);
  (void)radio::parse_hgt(name, tile);
  return 0;
}
