#include "tables/encoding.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "utf8.h"

namespace tables {
namespace {

constexpr std::size_t kBytesAtOnce = 1u << 16;
constexpr std::size_t kLongestCharacter = 4;

/// Windows-1252 of 0x80…0x9F (Unicode consortium, CP1252.TXT); the five unassigned bytes become U+FFFD.
constexpr char32_t kWindows1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                       0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

char32_t from_windows1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
}

/// UTF-16 without a mark: of plain text nearly every second byte is zero.
Encoding guess(std::string_view start) {
  if (start.starts_with("\xFF\xFE")) return Encoding::kUtf16Le;
  if (start.starts_with("\xFE\xFF")) return Encoding::kUtf16Be;
  const std::size_t pairs = std::min<std::size_t>(start.size(), 512) / 2;
  std::size_t zero_first = 0, zero_second = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    zero_first += start[2 * i] == '\0';
    zero_second += start[2 * i + 1] == '\0';
  }
  if (pairs >= 4 && zero_second * 10 > pairs * 7 && zero_first == 0) return Encoding::kUtf16Le;
  if (pairs >= 4 && zero_first * 10 > pairs * 7 && zero_second == 0) return Encoding::kUtf16Be;
  return Encoding::kUtf8;
}

}  // namespace

struct Utf8Source::State {
  base::ByteSource bytes;
  std::string raw = std::string(kBytesAtOnce, '\0');
  std::size_t begin = 0, end = 0;
  bool started = false, ended = false;
  Encoding encoding = Encoding::kUtf8;

  std::string_view waiting() const { return std::string_view(raw).substr(begin, end - begin); }

  /// At least one whole character waits afterwards, or everything that is left.
  void fill() {
    while (!ended && end - begin < kLongestCharacter) {
      std::memmove(raw.data(), raw.data() + begin, end - begin);
      end -= begin;
      begin = 0;
      const std::size_t got = bytes(raw.data() + end, raw.size() - end);
      ended = got == 0;
      end += got;
    }
  }

  void start() {
    started = true;
    // A source may trickle; the guess needs a good part of the file.
    while (!ended && end < 512) {
      const std::size_t got = bytes(raw.data() + end, raw.size() - end);
      ended = got == 0;
      end += got;
    }
    encoding = guess(waiting());
    if (waiting().starts_with("\xEF\xBB\xBF")) begin += 3;
    if (waiting().starts_with("\xFF\xFE") || waiting().starts_with("\xFE\xFF")) begin += 2;
  }

  char32_t utf16_unit(std::size_t at) const {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[i]); };
    return encoding == Encoding::kUtf16Le ? char32_t(byte(at) | byte(at + 1) << 8)
                                          : char32_t(byte(at) << 8 | byte(at + 1));
  }

  char32_t next_utf16() {
    if (end - begin < 2) {
      begin = end;
      return 0xFFFD;
    }
    const char32_t unit = utf16_unit(begin);
    begin += 2;
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    if (unit > 0xDBFF || end - begin < 2) return 0xFFFD;
    const char32_t low = utf16_unit(begin);
    if (low < 0xDC00 || low > 0xDFFF) return 0xFFFD;
    begin += 2;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }

  /// The bytes of the longest run of ASCII, at most `room`, go unchanged.
  std::size_t copy_ascii(char* out, std::size_t room) {
    const char* from = raw.data() + begin;
    const std::size_t count = std::min(room, end - begin);
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
      std::uint64_t word;
      std::memcpy(&word, from + i, 8);
      if ((word & 0x8080808080808080u) != 0) break;
    }
    while (i < count && static_cast<unsigned char>(from[i]) < 0x80) ++i;
    std::memcpy(out, from, i);
    begin += i;
    return i;
  }
};

Utf8Source::Utf8Source(base::ByteSource bytes) : state_(std::make_unique<State>()) {
  state_->bytes = std::move(bytes);
}
Utf8Source::~Utf8Source() = default;
Utf8Source::Utf8Source(Utf8Source&&) noexcept = default;
Utf8Source& Utf8Source::operator=(Utf8Source&&) noexcept = default;

Encoding Utf8Source::encoding() const {
  return state_->encoding;
}

std::size_t Utf8Source::read(char* out, std::size_t size) {
  State& s = *state_;
  if (!s.started) s.start();
  std::string character;
  std::size_t written = 0;
  while (written + kLongestCharacter <= size) {
    s.fill();
    if (s.begin == s.end) break;
    if (s.encoding == Encoding::kUtf16Le || s.encoding == Encoding::kUtf16Be) {
      character.clear();
      append_code_point(character, s.next_utf16());
      std::memcpy(out + written, character.data(), character.size());
      written += character.size();
      continue;
    }
    if (const std::size_t copied = s.copy_ascii(out + written, size - written); copied > 0) {
      written += copied;
      continue;
    }
    const CodePoint c = decode(s.waiting(), 0);
    if (c.size > 0) {
      std::memcpy(out + written, s.raw.data() + s.begin, c.size);
      written += c.size;
      s.begin += c.size;
      continue;
    }
    s.encoding = Encoding::kWindows1252;
    character.clear();
    append_code_point(character, from_windows1252(static_cast<unsigned char>(s.raw[s.begin++])));
    std::memcpy(out + written, character.data(), character.size());
    written += character.size();
  }
  return written;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kWindows1252:
      return "Windows-1252";
  }
  return "";
}

}  // namespace tables
