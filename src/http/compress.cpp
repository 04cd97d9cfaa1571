#include "compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <vector>

#include "base/check.h"

namespace http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // 16 asks zlib for the gzip form
constexpr int kMemoryLevel = 8;

std::string brotli(std::string_view bytes, Effort effort) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  // Level 4 costs a page about as much as rendering it. Level 5 of a sheet lies within one percent of level 9,
  // whose tables alone cost 0.2 s; level 11 is for the build (Assets takes what was compressed there).
  const int quality = effort == Effort::kThorough ? 5 : 4;
  // A window no larger than the text: up to 64 kB it saves the encoder tables of 33 MB.
  const int window = std::clamp(static_cast<int>(std::bit_width(bytes.size())), BROTLI_MIN_WINDOW_BITS,
                                BROTLI_DEFAULT_WINDOW);
  const auto* input = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const BROTLI_BOOL done = BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, bytes.size(), input,
                                                 &size, reinterpret_cast<std::uint8_t*>(out.data()));
  base::check(done == BROTLI_TRUE, "brotli has room for its worst case");
  out.resize(size);
  return out;
}

class Deflater {
 public:
  explicit Deflater(int level) {
    const int status =
        deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY);
    if (status != Z_OK) throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  z_stream& stream() { return stream_; }
  void set_input(std::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
  }
  void set_output(char* out, std::size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
  }

 private:
  z_stream stream_{};
};

std::string gzip(std::string_view bytes, Effort effort) {
  Deflater deflater(effort == Effort::kThorough ? 9 : 4);
  std::string out(deflateBound(&deflater.stream(), bytes.size()), '\0');
  deflater.set_input(bytes);
  deflater.set_output(out.data(), out.size());
  base::check(deflate(&deflater.stream(), Z_FINISH) == Z_STREAM_END, "gzip has room for its worst case");
  out.resize(out.size() - deflater.stream().avail_out);
  return out;
}

/// Pulls from the source whenever zlib has eaten what it had.
class GzipSource {
 public:
  explicit GzipSource(base::ByteSource source) : source_(std::move(source)), deflater_(1) {}

  std::size_t read(char* out, std::size_t size) {
    z_stream& stream = deflater_.stream();
    deflater_.set_output(out, size);
    while (stream.avail_out > 0 && !ended_) {
      if (stream.avail_in == 0 && !source_ended_) {
        const std::size_t got = source_(piece_.data(), piece_.size());
        source_ended_ = got == 0;
        deflater_.set_input({piece_.data(), got});
      }
      ended_ = deflate(&stream, source_ended_ ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_END;
    }
    return size - stream.avail_out;
  }

 private:
  base::ByteSource source_;
  Deflater deflater_;
  std::vector<char> piece_ = std::vector<char>(32 * 1024);
  bool source_ended_ = false, ended_ = false;
};

}  // namespace

bool is_worth_compressing(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  constexpr std::array<std::string_view, 9> kTypes{"application/json", "application/javascript",
                                                   "application/xml",  "application/manifest+json",
                                                   "image/svg+xml",    "application/vnd.mapbox-vector-tile",
                                                   "font/ttf",         "application/x-ndjson",
                                                   "application/wasm"};
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string compress(std::string_view bytes, Encoding encoding, Effort effort) {
  if (encoding == Encoding::kBrotli) return brotli(bytes, effort);
  return encoding == Encoding::kGzip ? gzip(bytes, effort) : std::string(bytes);
}

base::ByteSource gzip_stream(base::ByteSource source) {
  auto gzip = std::make_shared<GzipSource>(std::move(source));
  return [gzip](char* out, std::size_t size) { return gzip->read(out, size); };
}

}  // namespace http
