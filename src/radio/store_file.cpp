#include "store_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/digest.h"
#include "radio/terrain_builder.h"

namespace radio {
namespace {

constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kHeaderBytes = 128, kAlignment = 4096, kMaxProvenance = 1u << 20;

struct StoreHeader {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::int32_t rows, columns;
  std::uint32_t provenance_bytes;
  double north_deg, west_deg, rows_per_deg, columns_per_deg, unit_m;
  std::array<unsigned char, 32> payload_sha256;  ///< of all that follows the header
  std::array<unsigned char, 32> header_sha256;   ///< of the fields above
};
static_assert(std::endian::native == std::endian::little && sizeof(StoreHeader) == kHeaderBytes);

base::Sha256 digest_of(const StoreHeader& header) {
  return base::sha256({reinterpret_cast<const char*>(&header), offsetof(StoreHeader, header_sha256)});
}

std::size_t payload_offset(std::size_t provenance_bytes) {
  return (kHeaderBytes + provenance_bytes + kAlignment - 1) / kAlignment * kAlignment;
}

tl::unexpected<base::Error> refuse(const char* key) {
  return base::fail(base::ErrorCode::kInvalid, {key, {}});
}

}  // namespace

base::Result<StoreView> read_store(std::string_view magic, std::string_view bytes, Verify verify,
                                   std::size_t (*payload_bytes)(const TerrainShape&)) {
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(magic)) return refuse("radio.store_not_one");
  StoreHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.byte_order != kByteOrder) return refuse("radio.store_header");
  if (verify != Verify::kUntrusted && digest_of(header) != header.header_sha256)
    return refuse("radio.store_header");
  const TerrainShape shape{header.north_deg, header.west_deg, header.rows_per_deg, header.columns_per_deg,
                           header.rows,      header.columns,  header.unit_m};
  if (auto sane = TerrainBuilder::check_shape(shape); !sane) return base::fail(sane.error());
  if (header.provenance_bytes > kMaxProvenance) return refuse("radio.store_header");
  const std::size_t at = payload_offset(header.provenance_bytes);
  if (bytes.size() != at + payload_bytes(shape)) return refuse("radio.store_length");
  if (verify == Verify::kChecksum && base::sha256(bytes.substr(kHeaderBytes)) != header.payload_sha256)
    return refuse("radio.store_checksum");
  return StoreView{shape, bytes.substr(kHeaderBytes, header.provenance_bytes), bytes.substr(at)};
}

void write_store(std::string_view magic, const TerrainShape& shape, std::string_view provenance,
                 std::initializer_list<std::string_view> payload,
                 const std::function<void(std::string_view)>& write) {
  provenance = provenance.substr(0, kMaxProvenance);
  StoreHeader header{.magic = {},
                     .byte_order = kByteOrder,
                     .rows = shape.rows,
                     .columns = shape.columns,
                     .provenance_bytes = static_cast<std::uint32_t>(provenance.size()),
                     .north_deg = shape.north_deg,
                     .west_deg = shape.west_deg,
                     .rows_per_deg = shape.rows_per_deg,
                     .columns_per_deg = shape.columns_per_deg,
                     .unit_m = shape.unit_m,
                     .payload_sha256 = {},
                     .header_sha256 = {}};
  std::ranges::copy(magic, header.magic.begin());
  std::string beginning(payload_offset(provenance.size()), '\0');
  std::ranges::copy(provenance, beginning.begin() + kHeaderBytes);
  base::Sha256Stream digest;
  digest.update(std::string_view(beginning).substr(kHeaderBytes));
  for (const std::string_view piece : payload) digest.update(piece);
  header.payload_sha256 = digest.finish();
  header.header_sha256 = digest_of(header);
  std::memcpy(beginning.data(), &header, sizeof header);
  write(beginning);
  for (const std::string_view piece : payload) write(piece);
}

}  // namespace radio
