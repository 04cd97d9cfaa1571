#include "radio/terrain_store.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/digest.h"
#include "radio/terrain_builder.h"

namespace radio {
namespace {

constexpr std::string_view kMagic = "SERUDEM1";
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kHeaderBytes = 128, kAlignment = 4096, kMaxProvenance = 1u << 20;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::int32_t rows, columns;
  std::uint32_t provenance_bytes;
  double north_deg, west_deg, rows_per_deg, columns_per_deg, unit_m;
  std::array<unsigned char, 32> payload_sha256;  ///< of all that follows the header
  std::array<unsigned char, 32> header_sha256;   ///< of the fields above
};
static_assert(std::endian::native == std::endian::little && sizeof(Header) == kHeaderBytes);

base::Sha256 digest_of(const Header& header) {
  return base::sha256({reinterpret_cast<const char*>(&header), offsetof(Header, header_sha256)});
}

template <class T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::size_t posts_offset(std::size_t provenance_bytes) {
  return (kHeaderBytes + provenance_bytes + kAlignment - 1) / kAlignment * kAlignment;
}

tl::unexpected<base::Error> refuse(const char* key) {
  return base::fail(base::ErrorCode::kInvalid, {key, {}});
}

}  // namespace

bool looks_like_terrain_store(std::string_view beginning) {
  return beginning.starts_with(kMagic);
}

base::Result<StoredTerrain> read_terrain_store(std::string_view bytes, Verify verify) {
  if (bytes.size() < kHeaderBytes || !looks_like_terrain_store(bytes)) return refuse("radio.store_not_one");
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.byte_order != kByteOrder) return refuse("radio.store_header");
  if (verify != Verify::kUntrusted && digest_of(header) != header.header_sha256)
    return refuse("radio.store_header");
  const TerrainShape shape{header.north_deg, header.west_deg, header.rows_per_deg, header.columns_per_deg,
                           header.rows,      header.columns,  header.unit_m};
  if (auto sane = TerrainBuilder::check_shape(shape); !sane) return base::fail(sane.error());
  if (header.provenance_bytes > kMaxProvenance) return refuse("radio.store_header");
  const TerrainTiles tiles(shape);
  const std::size_t at = posts_offset(header.provenance_bytes);
  const auto posts = static_cast<std::size_t>(tiles.posts());
  if (bytes.size() != at + posts * 2 + shape.mask_bytes()) return refuse("radio.store_length");
  const auto* heights = reinterpret_cast<const std::int16_t*>(bytes.data() + at);
  const auto* mask = reinterpret_cast<const std::uint8_t*>(bytes.data() + at + posts * 2);
  StoredTerrain stored{Terrain(shape, {heights, posts}, {mask, shape.mask_bytes()}),
                       bytes.substr(kHeaderBytes, header.provenance_bytes)};
  if (verify != Verify::kChecksum) return stored;
  if (base::sha256(bytes.substr(kHeaderBytes)) != header.payload_sha256)
    return refuse("radio.store_checksum");
  return stored;
}

void write_terrain_store(const Terrain& terrain, std::string_view provenance,
                         const std::function<void(std::string_view)>& write) {
  const TerrainShape& shape = terrain.shape();
  Header header{};
  std::ranges::copy(kMagic, header.magic.begin());
  header.byte_order = kByteOrder;
  header.rows = shape.rows;
  header.columns = shape.columns;
  provenance = provenance.substr(0, kMaxProvenance);
  header.provenance_bytes = static_cast<std::uint32_t>(provenance.size());
  header.north_deg = shape.north_deg;
  header.west_deg = shape.west_deg;
  header.rows_per_deg = shape.rows_per_deg;
  header.columns_per_deg = shape.columns_per_deg;
  header.unit_m = shape.unit_m;
  std::string beginning(posts_offset(provenance.size()), '\0');
  std::ranges::copy(provenance, beginning.begin() + kHeaderBytes);
  base::Sha256Stream digest;
  digest.update(std::string_view(beginning).substr(kHeaderBytes));
  digest.update(bytes_of(terrain.posts()));
  digest.update(bytes_of(terrain.filled_mask()));
  header.payload_sha256 = digest.finish();
  header.header_sha256 = digest_of(header);
  std::memcpy(beginning.data(), &header, sizeof header);
  write(beginning);
  write(bytes_of(terrain.posts()));
  write(bytes_of(terrain.filled_mask()));
}

}  // namespace radio
