#pragma once
// Brotli and gzip of bodies: thoroughly for what is kept, fast for what is made each time.
#include <string>
#include <string_view>

#include "base/csv.h"
#include "http/negotiate.h"

namespace http {

enum class Effort { kFast, kThorough };

/// Whether bytes of this type become smaller: text, JSON, SVG, fonts without their own compression; no
/// photos, no archives.
bool is_worth_compressing(std::string_view content_type);

std::string compress(std::string_view bytes, Encoding encoding, Effort effort);

/// gzip of a stream, piece by piece in flat memory.
base::ByteSource gzip_stream(base::ByteSource source);

}  // namespace http
