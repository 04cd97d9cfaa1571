#pragma once
// WKB (OGC 06-103r4, clause 8): geometry as the database keeps it, in two dimensions.
#include <string>
#include <string_view>

#include "base/result.h"
#include "geo/geometry.h"

namespace geo {

/// Little-endian; x is the longitude.
std::string encode_wkb(const Geometry& geometry);

/// Takes both byte orders. Refuses (kInvalid, "wkb.…") other dimensions and kinds, open or short rings,
/// points outside −90…90 and −180…180, and anything cut short or followed by more bytes.
base::Result<Geometry> decode_wkb(std::string_view bytes);

}  // namespace geo
